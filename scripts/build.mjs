// Builds the pages when their sources have changed since the last build.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { giveUp, node, root, run } from './runtime.mjs'

const sources = ['app', 'components', 'client', 'contract', 'package-lock.json', 'next.config.mjs', 'postcss.config.mjs', 'tsconfig.json']
const stamp = join(root, '.next', 'parley-build')
const isTest = (path) => /\.(test|suite)\.tsx?$/.test(path)

function files(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  const below = readdirSync(full, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile())
  return below
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((name) => !isTest(name))
    .sort()
}

function fingerprint() {
  const hash = createHash('sha256').update(process.platform)
  for (const source of sources) {
    const list = /\.\w+$/.test(source) ? [join(root, source)] : files(source)
    for (const file of list) if (existsSync(file)) hash.update(file.slice(root.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

export async function build({ force = false } = {}) {
  const now = fingerprint()
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  console.log('Building the pages (about a minute, only after a change) …')
  const { code, said } = await run(node(), [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    output: 'pipe',
    env: { NODE_ENV: 'production' },
  })
  if (code !== 0) giveUp(`${said}\nThe pages could not be built.`)
  writeFileSync(stamp, now)
}

if (process.argv[1]?.endsWith('build.mjs')) await build({ force: process.argv.includes('--force') })
