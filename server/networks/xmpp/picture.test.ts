import { expect, test } from 'vitest'
import { imageType, pictureBytes } from './picture.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text.padEnd(20, 'x'), 'latin1'))

test.each([
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff\xe0', 'image/jpeg'],
  ['GIF89a', 'image/gif'],
  ['RIFF\x00\x00\x00\x00WEBP', 'image/webp'],
  ['<svg xmlns=', undefined],
  ['<html>', undefined],
  ['', undefined],
])('%j is %s', (head, expected) => {
  expect(imageType(bytes(head))).toBe(expected)
})

test('a picture may have 256 KiB and no more', () => {
  const size = 256 * 1024
  expect(pictureBytes(Buffer.alloc(size, 1).toString('base64'))).toHaveLength(size)
  expect(() => pictureBytes(Buffer.alloc(size + 1, 1).toString('base64'))).toThrow('too large')
  expect(() => pictureBytes('A'.repeat(10 * size))).toThrow('too large')
  expect(() => pictureBytes('')).toThrow('empty')
})
