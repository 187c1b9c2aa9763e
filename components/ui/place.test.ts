import { expect, test } from 'vitest'
import { place } from './place.ts'

const window = { width: 400, height: 300, end: false }
const popup = { width: 100, height: 80 }

test('below the anchor, its edge or its end with the anchor’s', () => {
  const anchor = { x: 150, y: 50, width: 30, height: 20 }
  expect(place(anchor, popup, window)).toEqual({ left: 150, top: 74 })
  expect(place(anchor, popup, { ...window, end: true })).toEqual({ left: 80, top: 74 })
})

test('above when there is no room below', () => expect(place({ x: 20, y: 260, width: 30, height: 20 }, popup, window).top).toBe(176))

test('never outside of the window, however small it is', () => {
  expect(place({ x: 390, y: 10, width: 5, height: 5 }, popup, window).left).toBe(292)
  expect(place({ x: 0, y: 50, width: 30, height: 20 }, popup, { ...window, end: true }).left).toBe(8)
  expect(place({ x: 0, y: 20, width: 5, height: 5 }, popup, { width: 50, height: 40, end: false })).toEqual({ left: 8, top: 8 })
})
