// The checks that need nothing but the sources. Each is a name and a command; all of them run at once.
import { join } from 'node:path'
import { node, root, run, tool } from './runtime.mjs'

const script = (name, ...args) => [node(), [join(root, 'scripts', name), ...args]]
const list = () => [
  ['types', node(), [join(root, 'node_modules/@typescript/native/bin/tsc'), '-p', '.']],
  ['lint and format', tool('biome'), ['check', '--error-on-warnings', '.']],
  ['arrows, planted violation found', ...script('arrows.mjs')],
  ['file sizes', ...script('shape.mjs')],
  ['lockfile complete', ...script('lock-complete.mjs', '--check')],
  ['no unused files, exports or packages', tool('knip'), []],
]

/** Says what failed, and returns how many passed and failed. */
export async function checks() {
  const results = await Promise.all(
    list().map(async ([name, command, args]) => ({ name, ...(await run(command, args, { output: 'pipe' })) })),
  )
  for (const { name, code, said } of results) {
    if (code !== 0) process.stdout.write(said)
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`)
  }
  const failed = results.filter(({ code }) => code !== 0).length
  return { passed: results.length - failed, failed, skipped: [] }
}
