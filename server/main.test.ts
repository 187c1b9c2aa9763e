import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const main = fileURLToPath(new URL('main.ts', import.meta.url))

async function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [main], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const [said, complained, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { said, complained, code }
}

test.each([
  [{ PORT: 'eighty' }, /^PORT .*\n$/],
  [{ PARLEY_SECRET: 'short' }, /^PARLEY_SECRET .*\n$/],
  [{ PARLEY_CONFIG: '/nowhere/parley.json' }, /^PARLEY_CONFIG .*\n$/],
])('a wrong setting ends the start with one sentence and exit code 2: %j', async (env, sentence) => {
  const { said, complained, code } = await start(env)
  expect({ said, code }).toEqual({ said: '', code: 2 })
  expect(complained).toMatch(sentence)
})

test('a port that is taken ends the start with one sentence and exit code 1', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-main-'))
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  // While developing, pages are drawn from source: none have to be built for this.
  const { said, complained, code } = await start({ PORT: `${port}`, PARLEY_DATA: folder, PARLEY_DEV: '1' })
  expect({ said, code }).toEqual({ said: '', code: 1 })
  expect(complained).toBe(`Another program listens on 127.0.0.1:${port} already. Stop it, or set PORT to another number.\n`)
  other.close()
  await rm(folder, { recursive: true })
})
