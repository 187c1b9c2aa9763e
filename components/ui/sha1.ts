const rotate = (word: number, by: number) => (word << by) | (word >>> (32 - by))

/** The message, a 1 bit, zeros, and its length in bits: a multiple of 64 bytes (FIPS 180-4 §5.1.1). */
function padded(bytes: Uint8Array): DataView {
  const length = (bytes.length + 9 + 63) & ~63
  const all = new Uint8Array(length)
  all.set(bytes)
  all[bytes.length] = 0x80
  const view = new DataView(all.buffer)
  view.setUint32(length - 4, bytes.length * 8)
  return view
}

function schedule(view: DataView, offset: number): Int32Array {
  const words = new Int32Array(80)
  for (let i = 0; i < 16; i++) words[i] = view.getInt32(offset + i * 4)
  const at = (i: number) => words[i] ?? 0
  for (let i = 16; i < 80; i++) words[i] = rotate(at(i - 3) ^ at(i - 8) ^ at(i - 14) ^ at(i - 16), 1)
  return words
}

const constants = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6] as const
const mixes = [
  (b: number, c: number, d: number) => (b & c) | (~b & d),
  (b: number, c: number, d: number) => b ^ c ^ d,
  (b: number, c: number, d: number) => (b & c) | (b & d) | (c & d),
  (b: number, c: number, d: number) => b ^ c ^ d,
] as const

/**
 * SHA-1 (FIPS 180-4) in one call, because colours are needed while drawing and the browser's own is asynchronous.
 * For colours only: nothing may rely on it for safety. Returns the five words.
 */
export function sha1(bytes: Uint8Array): [number, number, number, number, number] {
  const view = padded(bytes)
  let hash: [number, number, number, number, number] = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0]
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    let [a, b, c, d, e] = hash
    schedule(view, offset).forEach((word, i) => {
      const round = Math.floor(i / 20)
      const mixed = (rotate(a, 5) + (mixes[round]?.(b, c, d) ?? 0) + e + word + (constants[round] ?? 0)) | 0
      ;[e, d, c, b, a] = [d, c, rotate(b, 30), a, mixed]
    })
    hash = [(hash[0] + a) | 0, (hash[1] + b) | 0, (hash[2] + c) | 0, (hash[3] + d) | 0, (hash[4] + e) | 0]
  }
  return hash
}
