// Brings node_modules in step with the lockfile, and does nothing when it is.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { giveUp, root, run } from './runtime.mjs'

const stamp = join(root, 'node_modules', '.parley-installed')

/** `everything`: with what tests and checks need; otherwise only what the server runs on. */
export async function install({ everything }) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const before = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (before === `${lock} everything` || (!everything && before === `${lock} server`)) return
  console.log(`Installing packages${everything ? ', test tools included' : ''} (a minute or two, only after a change) …`)
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...(everything ? [] : ['--omit=dev'])]
  const { code } = await run('npm', args)
  if (code !== 0) giveUp('The packages could not be installed; npm says why above.')
  writeFileSync(stamp, `${lock} ${everything ? 'everything' : 'server'}`)
}
