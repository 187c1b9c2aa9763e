import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { freePorts } from './ports.ts'
import { type Program, startProgram } from './program.ts'

const run = promisify(execFile)
const installed = '/usr/lib/postgresql'

/** A PostgreSQL server of our own on 127.0.0.1. */
export interface Postgres {
  /** Makes an empty database; returns its URL. */
  database(): Promise<string>
  /** Hangs up on everybody and goes; `start` brings it back on the same port and data. */
  halt(): Promise<void>
  start(): Promise<void>
  /** Gone for good, with its folder. */
  stop(): Promise<void>
}

/** Where the newest installed PostgreSQL has its programs, as Debian puts them; null when there is none. */
export async function findPostgres(): Promise<string | null> {
  const versions = await readdir(installed).catch(() => [])
  const newest = versions.sort((one, other) => Number(other) - Number(one))[0]
  return newest === undefined ? null : join(installed, newest, 'bin')
}

/** `bin`: as `findPostgres` found it. */
export async function startPostgres(bin: string): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-postgres-'))
  const data = join(folder, 'data')
  const as = await serverUser(folder)
  await run(as.command, [...as.args, join(bin, 'initdb'), '-D', data, '-U', 'parley', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'], {
    cwd: folder,
  })
  const [port = 0] = await freePorts(1)
  // What is tested here is not a power cut: no waiting for the disk.
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${folder}`, 'fsync=off'].flatMap((one) => [
    '-c',
    one,
  ])
  const launch = () =>
    startProgram({
      command: as.command,
      args: [...as.args, join(bin, 'postgres'), '-D', data, ...settings],
      cwd: folder,
      ready: [/ready to accept connections/],
    })
  let program: Program = await launch()
  // Its "fast" shutdown: does not wait for clients that a failed test has left behind.
  const halt = () => program.stop('SIGINT')
  const url = (database: string) => `postgres://parley@127.0.0.1:${port}/${database}`
  return {
    async database() {
      const name = `t${randomBytes(6).toString('hex')}`
      const client = new Client({ connectionString: url('postgres') })
      await client.connect()
      await client.query(`create database ${name}`)
      await client.end()
      return url(name)
    },
    halt,
    async start() {
      program = await launch()
    },
    async stop() {
      await halt()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root: then it gets the folder, and the user that its package has made. */
async function serverUser(folder: string): Promise<{ command: string; args: string[] }> {
  if (userInfo().uid !== 0) return { command: 'env', args: [] }
  const { stdout } = await run('id', ['-u', 'postgres'])
  const { stdout: group } = await run('id', ['-g', 'postgres'])
  await chown(folder, Number(stdout), Number(group))
  await chmod(folder, 0o700)
  return { command: 'setpriv', args: ['--reuid=postgres', '--regid=postgres', '--clear-groups'] }
}
