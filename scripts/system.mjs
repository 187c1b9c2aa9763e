// What tests need beside npm: a browser, real chat servers and clients. On Debian as root they are installed; elsewhere
// the tests that need a missing one are skipped and named.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './runtime.mjs'

/** @type {[program: string, packages: string[]][]} */
const needed = [
  ['chromium', ['chromium', 'fonts-noto-core', 'fonts-noto-color-emoji']],
  ['prosody', ['prosody']],
  ['profanity', ['profanity']],
  ['tmux', ['tmux']],
  ['openssl', ['openssl']],
  ['/usr/lib/python3/dist-packages/slixmpp', ['python3-slixmpp']],
  ['/usr/lib/postgresql', ['postgresql']],
]
/** Somebody's own chromium, as playwright.config.ts takes it. */
const own = { chromium: process.env.CHROMIUM }

export function isThere(what) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']
  if (own[what] && existsSync(own[what])) return true
  return what.startsWith('/') ? existsSync(what) : folders.some((folder) => folder && existsSync(join(folder, what)))
}

/**
 * The Debian packages of what is not there.
 * @returns {string[]}
 */
export const missing = (there = isThere) => needed.filter(([what]) => !there(what)).flatMap(([, packages]) => packages)

/** Which of these packages are missing. */
export const lacking = (...names) => missing().filter((name) => names.includes(name))

/** Installs what is missing, where it may. Returns the packages that are missing still. */
export async function system() {
  const packages = missing()
  if (packages.length === 0) return packages
  if (!isThere('apt-get') || process.getuid?.() !== 0) {
    console.log(`Not installed, so what needs them is skipped: ${packages.join(' ')}`)
    return packages
  }
  console.log(`Installing ${packages.join(' ')} …`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-qq'], { env, output: 'pipe' })
  const { code, said } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env, output: 'pipe' })
  if (code !== 0) console.log(`${said.slice(-2000)}\napt-get could not install everything; what needs it is skipped.`)
  return missing()
}
