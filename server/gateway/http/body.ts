import type { IncomingMessage } from 'node:http'
import { Refused } from '../../../contract/errors.ts'

const largestBody = 16 * 1024

/** Reads a request's JSON. Refused `invalid` when it is none, `too-large` beyond 16 KiB. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  // A form of another site cannot send this type without asking first, which we never allow.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw new Refused('invalid', 'Send JSON.')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largestBody) throw new Refused('too-large', 'This request is too large.')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString())
  } catch {
    throw new Refused('invalid', 'This is not JSON.')
  }
}
