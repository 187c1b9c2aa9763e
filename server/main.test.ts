import { spawn } from 'node:child_process'
import { once } from 'node:events'
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
