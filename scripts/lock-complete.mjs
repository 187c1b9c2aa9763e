// npm leaves optional builds for other platforms out of the lockfile when the registry it asked lacks them, and then refuses
// its own lockfile in `npm ci`. This adds an entry for each exact-version optional dependency that is missing.
// `--check` only looks, and fails if there is something to add.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
const systems = ['darwin', 'win32', 'linux', 'android', 'freebsd', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony']
const processors = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32']
const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/

/** Builds are named after what they run on: `@next/swc-darwin-arm64`, `@scope/name-linux-x64-musl`. */
function platform(name) {
  const words = name.split(/[-/]/).flatMap((word) => (word.startsWith('arm') && word !== 'arm64' ? ['arm'] : [word]))
  const os = systems.filter((system) => words.includes(system))
  const cpu = processors.filter((processor) => words.includes(processor))
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') && os[0] === 'linux' ? ['glibc'] : []
  return { ...(os.length && { os }), ...(cpu.length && { cpu }), ...(libc.length && { libc }) }
}

/** Where npm would look for `name` when `parent` asks for it: the nearest folder upwards. */
function isThere(packages, parent, name) {
  for (let at = parent; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true
    if (at === '') return false
  }
}

const lock = JSON.parse(readFileSync(file, 'utf8'))
const added = []
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (!exact.test(version) || isThere(lock.packages, path, name)) continue
    lock.packages[`node_modules/${name}`] = { version, optional: true, ...(entry.dev && { dev: true }), ...platform(name) }
    added.push(`${name}@${version}`)
  }
}
if (added.length === 0) process.exit(0)
if (process.argv.includes('--check')) {
  console.error(`package-lock.json lacks ${added.length} optional builds; run "npm run lock:complete".\n  ${added.join('\n  ')}`)
  process.exit(1)
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`added ${added.length} optional builds to package-lock.json`)
