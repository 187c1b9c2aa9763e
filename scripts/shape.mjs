// Files stay small: none over 400 lines, and half of them at most 80.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './runtime.mjs'

const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx', '*.mjs', '*.css', '*.py', '*.php'], {
  cwd: root,
  encoding: 'utf8',
})
const sizes = listed
  .split('\n')
  .filter(Boolean)
  .map((file) => [readFileSync(join(root, file), 'utf8').split('\n').length - 1, file])
const long = sizes.filter(([lines]) => lines > 400)
const sorted = sizes.map(([lines]) => lines).sort((a, b) => a - b)
const median = sorted[Math.floor(sorted.length / 2)] ?? 0
for (const [lines, file] of long) console.error(`${file} has ${lines} lines; split it by what it is about.`)
if (median > 80) console.error(`Half of the files have more than ${median} lines; 80 is the aim.`)
process.exit(long.length > 0 || median > 80 ? 1 : 0)
