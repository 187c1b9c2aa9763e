import { expect, test } from 'vitest'
import { createPace } from './pace.ts'

/** A browser that takes nothing until it is told to. */
function slowBrowser() {
  const taken = Promise.withResolvers<void>()
  const seen = { carriedOut: 0, hungUp: false }
  const pace = createPace({ drained: () => taken.promise, hangUp: () => Object.assign(seen, { hungUp: true }) })
  const ask = async () => {
    seen.carriedOut++
  }
  return { seen, take: taken.resolve, ask: () => pace.ask(ask), stop: pace.stop, settled: () => new Promise(setImmediate) }
}

test('what a browser asks waits until it has taken the answers before', async () => {
  const { seen, take, ask, settled } = slowBrowser()
  for (let n = 0; n < 100; n++) ask()
  await settled()
  expect(seen).toEqual({ carriedOut: 8, hungUp: false })
  take()
  await settled()
  expect(seen).toEqual({ carriedOut: 100, hungUp: false })
})

test('whoever asks without end and takes nothing is hung up on', async () => {
  const { seen, ask, settled } = slowBrowser()
  for (let n = 0; n < 264; n++) ask()
  expect(seen.hungUp).toBe(false)
  ask()
  await settled()
  expect(seen).toEqual({ carriedOut: 8, hungUp: true })
})

test('what waits when somebody is signed out is not carried out', async () => {
  const { seen, take, ask, stop, settled } = slowBrowser()
  for (let n = 0; n < 100; n++) ask()
  stop()
  take()
  await settled()
  expect(seen).toEqual({ carriedOut: 8, hungUp: false })
})
