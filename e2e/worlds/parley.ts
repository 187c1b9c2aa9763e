import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, server } from '../../scripts/runtime.mjs'
import { freePorts } from './ports.ts'
import { type Program, startProgram } from './program.ts'

/** The server as an operator starts it, on a free port with a data folder of its own. */
export interface Parley {
  readonly url: string
  readonly folder: string
  pid(): number
  /** The one-time link that makes the first person admin, as printed at the last start. */
  claimUrl(): string
  /** What the server wrote so far. */
  output(): string
  kill(): Promise<void>
  /** SIGTERM; the data stays. Returns how long the way down took, in ms. */
  halt(): Promise<number>
  /** Up again after `halt` or `kill`, on the same port and data. */
  start(): Promise<void>
  stop(): Promise<void>
}

export interface ParleyOptions {
  /** The admin's service definitions. */
  readonly services?: readonly object[]
  readonly env?: Readonly<Record<string, string>>
}

export async function startParley(options: ParleyOptions = {}): Promise<Parley> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-server-'))
  const [port = 0] = await freePorts(1)
  const config = join(folder, 'parley.json')
  await writeFile(config, JSON.stringify({ services: options.services ?? [] }))
  const env = { ...server.environment, PORT: String(port), PARLEY_DATA: join(folder, 'data'), PARLEY_CONFIG: config, ...options.env }
  const lines: string[] = []
  const launch = () =>
    startProgram({
      command: process.execPath,
      args: server.arguments,
      cwd: root,
      env,
      ready: [/Parley is running/],
      onLine: (line) => lines.push(line),
    })
  let program: Program = await launch()
  return {
    url: `http://127.0.0.1:${port}`,
    folder,
    pid: () => program.pid,
    claimUrl: () => lines.findLast((line) => line.includes('/claim/'))?.match(/https?:\S+/)?.[0] ?? '',
    output: () => lines.join('\n'),
    kill: () => program.stop('SIGKILL'),
    async halt() {
      const began = performance.now()
      await program.stop()
      return performance.now() - began
    },
    async start() {
      program = await launch()
    },
    async stop() {
      await program.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
