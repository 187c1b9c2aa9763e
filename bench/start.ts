import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePorts } from '../e2e/worlds/ports.ts'
import type { Figure } from './figure.ts'
import { running, settledKiB } from './process.ts'

interface Started {
  readonly ms: number
  readonly pid: number
  stop(): Promise<void>
}

/** `npm start`, as a person types it, up to the line that says it runs. */
async function npmStart(data: string, port: number): Promise<Started> {
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    env: { ...process.env, PARLEY_DATA: data, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  const exited = once(child, 'exit')
  const pid = child.pid ?? 0
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('Parley is running')) break
  const ms = performance.now() - began
  child.stdout.resume()
  return {
    ms,
    pid,
    async stop() {
      process.kill(-pid, 'SIGTERM')
      await exited
    },
  }
}

export async function start(): Promise<Figure[]> {
  const data = await mkdtemp(join(tmpdir(), 'parley-bench-'))
  const [port = 0] = await freePorts(1)
  const first = await npmStart(data, port)
  await first.stop()
  const times: number[] = []
  let idle = 0
  for (let round = 0; round < 3; round++) {
    const again = await npmStart(data, port)
    times.push(again.ms)
    await fetch(`http://127.0.0.1:${port}/sign-in`)
    if (round === 2) idle = await settledKiB(running(again.pid, 'server/main.ts'))
    await again.stop()
  }
  await rm(data, { recursive: true })
  return [
    {
      name: 'second start',
      value: Math.round(Math.min(...times)) / 1000,
      unit: 's',
      bound: 'most',
      target: 3,
      how: '`npm start` to "Parley is running", best of 3',
    },
    {
      name: 'idle memory',
      value: Math.round(idle / 1024),
      unit: 'MiB',
      bound: 'most',
      target: 200,
      how: 'resident memory of the server process after one page, nobody signed in',
    },
  ]
}
