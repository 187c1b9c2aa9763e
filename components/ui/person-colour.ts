import { sha1 } from './sha1.ts'

/** Hue in degrees for a text that names a person, the same in every program that follows XEP-0392 §5.1. */
export function personHue(seed: string): number {
  const first = sha1(new TextEncoder().encode(seed))[0]
  const littleEndian = ((first >>> 24) & 0xff) | ((first >>> 8) & 0xff00)
  return (littleEndian / 65_536) * 360
}

/** XYZ → linear sRGB; the rows bound what a screen can show. */
const matrix = [
  [3.2409699419045213, -1.5373831775700935, -0.4986107602930033],
  [-0.9692436362808798, 1.8759675015077206, 0.0415550574071756],
  [0.0556300796969936, -0.2039769588889765, 1.0569715142428786],
] as const
const kappa = 903.2962962962963
const epsilon = 0.0088564516790356
const whiteU = 0.1978300066428368
const whiteV = 0.4683199493879404

/** The greatest chroma that sRGB has at this lightness and hue (HSLuv, revision 4). */
function chromaLimit(lightness: number, hue: number): number {
  const cube = (lightness + 16) ** 3 / 1_560_896
  const scale = cube > epsilon ? cube : lightness / kappa
  const angle = (hue / 180) * Math.PI
  const lengths = matrix.flatMap(([m1, m2, m3]) =>
    [0, 1].map((edge) => {
      const top1 = (284_517 * m1 - 94_839 * m3) * scale
      const top2 = (838_422 * m3 + 769_860 * m2 + 731_718 * m1) * lightness * scale - 769_860 * edge * lightness
      const bottom = (632_260 * m3 - 126_452 * m2) * scale + 126_452 * edge
      return top2 / bottom / (Math.sin(angle) - (top1 / bottom) * Math.cos(angle))
    }),
  )
  return Math.min(...lengths.filter((length) => length >= 0))
}

const gamma = (linear: number) => (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055)

/** HSLuv at full saturation to sRGB, each part 0…1. `lightness` is 0…100; XEP-0392 proposes 50. */
export function hueToRgb(hue: number, lightness: number): [number, number, number] {
  const chroma = chromaLimit(lightness, hue)
  const angle = (hue / 180) * Math.PI
  const u = (Math.cos(angle) * chroma) / (13 * lightness) + whiteU
  const v = (Math.sin(angle) * chroma) / (13 * lightness) + whiteV
  const y = lightness > 8 ? ((lightness + 16) / 116) ** 3 : lightness / kappa
  const x = (y * 9 * u) / (4 * v)
  const z = (9 * y - 15 * v * y - v * x) / (3 * v)
  const part = (row: (typeof matrix)[number]) => Math.min(1, Math.max(0, gamma(row[0] * x + row[1] * y + row[2] * z)))
  return [part(matrix[0]), part(matrix[1]), part(matrix[2])]
}

const css = (hue: number, lightness: number) =>
  `rgb(${hueToRgb(hue, lightness)
    .map((part) => Math.round(part * 255))
    .join(' ')})`

/** Behind white initials: a little darker than the proposal, for a contrast of 4.5:1. */
export const avatarColour = (seed: string) => css(personHue(seed), 46)
/** For a name as text, readable on the light and on the dark canvas. */
export const nameColour = (seed: string) => `light-dark(${css(personHue(seed), 42)}, ${css(personHue(seed), 72)})`
