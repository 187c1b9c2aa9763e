import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface Program {
  readonly pid: number
  /** Asks it to stop, or kills it, and waits until it has gone. */
  stop(signal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<void>
}

export interface ProgramOptions {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** Started once each of these has been seen in a line of its output. */
  readonly ready: readonly RegExp[]
  onLine?(line: string): void
}

/** Runs a server of the test's world; it dies with the test process whatever happens. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  const killWithUs = () => child.kill('SIGKILL')
  process.once('exit', killWithUs)
  exited.then(
    () => process.off('exit', killWithUs),
    () => process.off('exit', killWithUs),
  )
  const missing = new Set(options.ready)
  const seen: string[] = []
  await new Promise<void>((resolve, reject) => {
    const read = (line: string) => {
      options.onLine?.(line)
      for (const pattern of missing) if (pattern.test(line)) missing.delete(pattern)
      if (missing.size === 0) resolve()
      else seen.push(line)
    }
    createInterface({ input: child.stdout }).on('line', read)
    createInterface({ input: child.stderr }).on('line', read)
    exited.then(() => reject(new Error(`${options.command} did not start:\n${seen.join('\n')}`)), reject)
  })
  return {
    pid: child.pid ?? 0,
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      await exited
    },
  }
}
