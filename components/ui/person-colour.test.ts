import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hueToRgb, personHue } from './person-colour.ts'
import { sha1 } from './sha1.ts'

/** XEP-0392 §13, "Test Vectors". */
const vectors = [
  { text: 'Romeo', hue: 327.255249, rgb: [0.865, 0, 0.686] },
  { text: 'juliet@capulet.lit', hue: 209.4104, rgb: [0, 0.515, 0.573] },
  { text: '😺', hue: 331.199341, rgb: [0.872, 0, 0.659] },
  { text: 'council', hue: 359.994507, rgb: [0.918, 0, 0.394] },
]

test.each(vectors)('the colour of $text is the one of XEP-0392', ({ text, hue, rgb }) => {
  expect(personHue(text)).toBeCloseTo(hue, 5)
  const colour = hueToRgb(hue, 50)
  for (const part of [0, 1, 2]) expect(colour[part]).toBeCloseTo(rgb[part] ?? -1, 2)
})

test('SHA-1 is the one everybody has', () => {
  const hex = (bytes: Uint8Array) =>
    sha1(bytes)
      .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
      .join('')
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(hex(bytes)).toBe(createHash('sha1').update(bytes).digest('hex'))
    }),
  )
})

const luminance = (rgb: readonly number[]) => {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

test('white initials have a contrast of 4.5:1 on every hue', () => {
  for (let hue = 0; hue < 360; hue++) expect(1.05 / (luminance(hueToRgb(hue, 46)) + 0.05)).toBeGreaterThanOrEqual(4.5)
})
