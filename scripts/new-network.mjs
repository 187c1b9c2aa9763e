// `npm run new:network NAME` starts a network as a copy of the toy: server/networks/NAME, and its line in server/networks/index.ts.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run, tool } from './runtime.mjs'

const networks = join(root, 'server', 'networks')
const index = join(networks, 'index.ts')
const example = join(networks, '_toy')

/** Why this cannot be the name of a network; null if it can. */
function objection(name) {
  if (!name) return 'Say what it is called: npm run new:network NAME'
  if (!/^[a-z][a-z0-9]{1,15}$/.test(name)) return `“${name}” will not do: 2 to 16 small letters and digits, a letter first.`
  if (existsSync(join(networks, name))) return `There is a network called ${name} already: server/networks/${name}`
  if (isReserved(name) || new RegExp(`\\b${name}\\b`).test(readFileSync(index, 'utf8'))) {
    return `“${name}” has another meaning in the code. Take another name.`
  }
  return null
}

function isReserved(name) {
  try {
    return !new Function(`'use strict'; const ${name} = 0; return true`)()
  } catch {
    return true
  }
}

function copyExample(name) {
  const title = name[0].toUpperCase() + name.slice(1)
  const rename = (text) =>
    text
      .replaceAll(/\btoy\b/g, name)
      .replaceAll(/\bToy\b/g, title)
      .replace("mark: 'To'", `mark: '${title.slice(0, 2)}'`)
  const folder = join(networks, name)
  mkdirSync(folder)
  for (const file of readdirSync(example)) writeFileSync(join(folder, rename(file)), rename(readFileSync(join(example, file), 'utf8')))
  return folder
}

function listIt(name) {
  const text = readFileSync(index, 'utf8')
  const listed = text.replace('    ...(need.toy', `    ${name},\n    ...(need.toy`)
  if (listed === text) throw new Error(`${index} does not look as expected; nothing to list ${name} before.`)
  writeFileSync(index, `import { ${name} } from './${name}/index.ts'\n${listed}`)
}

const name = process.argv[2]
const no = objection(name)
if (no) {
  console.error(no)
  process.exit(2)
}
listIt(name)
const folder = copyExample(name)
// Names of other lengths break lines elsewhere and sort imports anew.
const { code, said } = await run(tool('biome'), ['check', '--write', folder, index], { output: 'pipe' })
if (code !== 0) console.error(said)
console.log(`Made server/networks/${name}; it echoes what is said to it. Go on at step 2 of docs/networks.md.`)
process.exit(code)
