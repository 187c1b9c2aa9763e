import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

const module = new URL('end-on-signal.ts', import.meta.url).href

interface Telling {
  readonly signals?: readonly NodeJS.Signals[]
  readonly withinMs?: number
}

/** A program that stops in a certain way, and is told to once it is ready. */
async function told(stop: string, { signals = ['SIGTERM'], withinMs = 60_000 }: Telling = {}) {
  const program = `
    const { endOnSignal } = await import(${JSON.stringify(module)})
    setInterval(() => {}, 1000)
    const failed = (reason) => process.stderr.write(reason.message)
    endOnSignal({ withinMs: ${withinMs}, failed, stop: async () => { console.log('stopping'); ${stop} } })
    console.log('ready')`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'pipe'] })
  const complained = text(child.stderr)
  const ended = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })
  for (const signal of signals) {
    await once(lines, 'line')
    child.kill(signal)
  }
  const [code, signal] = await ended
  return { code, signal, complained: await complained }
}

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends in order', async (signal) => {
  expect(await told('', { signals: [signal] })).toEqual({ code: 0, signal: null, complained: '' })
})

test('what hangs is cut off, and the log says so', async () => {
  expect(await told('await new Promise(() => {})', { withinMs: 200 })).toEqual({
    code: 1,
    signal: null,
    complained: 'still busy after 200 ms',
  })
})

test('what fails ends at once, and the log says why', async () => {
  expect(await told('throw new Error("no disk")')).toEqual({ code: 1, signal: null, complained: 'no disk' })
})

test('who cannot wait says it twice', async () => {
  expect(await told('await new Promise(() => {})', { signals: ['SIGTERM', 'SIGTERM'] })).toMatchObject({ code: null, signal: 'SIGTERM' })
})
