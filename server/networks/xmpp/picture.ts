/** The largest picture that is kept (server/networks/network.ts, `avatar`). */
const mostBytes = 256 * 1024

/** What base64 text stands for; throws when that is too large or nothing. */
export function pictureBytes(base64: string): Uint8Array {
  if (base64.length > mostBytes * 1.5) throw new Error('The picture is too large.')
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length === 0 || bytes.length > mostBytes) throw new Error('The picture is empty or too large.')
  return new Uint8Array(bytes)
}

const signatures: readonly { mime: string; at: number; text: string }[] = [
  { mime: 'image/png', at: 0, text: '\x89PNG\r\n\x1a\n' },
  { mime: 'image/jpeg', at: 0, text: '\xff\xd8\xff' },
  { mime: 'image/gif', at: 0, text: 'GIF8' },
  { mime: 'image/webp', at: 8, text: 'WEBP' },
]

/** By the first bytes, never by what the sender says it is; undefined for anything a browser should not be given. */
export function imageType(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  return signatures.find(({ at, text }) => head.startsWith(text, at))?.mime
}
