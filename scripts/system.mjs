// What tests need beside npm: a browser, real chat servers and clients. On Debian as root they are installed; elsewhere
// the tests that need a missing one are skipped and named.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './runtime.mjs'

const needed = [
  ['chromium', ['chromium', 'fonts-noto-core', 'fonts-noto-color-emoji']],
  ['prosody', ['prosody']],
  ['profanity', ['profanity']],
  ['tmux', ['tmux']],
  ['openssl', ['openssl']],
  ['/usr/lib/python3/dist-packages/slixmpp', ['python3-slixmpp']],
  ['/usr/lib/postgresql', ['postgresql']],
]
const folders = [...process.env.PATH.split(delimiter), '/usr/sbin', '/sbin']
const isThere = (what) => (what.startsWith('/') ? existsSync(what) : folders.some((folder) => existsSync(join(folder, what))))

export async function system() {
  const missing = needed.filter(([what]) => !isThere(what))
  if (missing.length === 0) return
  const packages = missing.flatMap(([, names]) => names)
  if (!isThere('apt-get') || process.getuid?.() !== 0) {
    console.log(`Not installed, so what needs them is skipped: ${packages.join(' ')}`)
    return
  }
  console.log(`Installing ${packages.join(' ')} …`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-qq'], { env, output: 'pipe' })
  const { code, said } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env, output: 'pipe' })
  if (code !== 0) console.log(`${said.slice(-2000)}\napt-get could not install everything; what needs it is skipped.`)
}
