import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const copied = [
  'biome.json',
  '.dependency-cruiser.cjs',
  '.gitignore',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'contract',
  'scripts',
]
let copy: string

/** Enough of the project for a network to grow in, so that the project itself stays as it is. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'parley-new-network-'))
  for (const path of [...copied, 'server/dial', 'server/networks']) cpSync(join(root, path), join(copy, path), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  execFileSync('git', ['init', '-q'], { cwd: copy })
  make('gopher')
})
afterAll(() => rmSync(copy, { recursive: true }))

function make(...args: string[]) {
  return run('scripts/new-network.mjs', ...args)
}
function run(program: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: copy, encoding: 'utf8' })
  return { status, said: stdout + stderr }
}
const listed = () => readFileSync(join(copy, 'server/networks/index.ts'), 'utf8')

test('a new network is listed in one line', () => {
  expect(listed()).toContain("import { gopher } from './gopher/index.ts'")
  expect(listed()).toContain('    gopher,\n')
  expect(readFileSync(join(copy, 'server/networks/gopher/index.ts'), 'utf8')).toMatch(/id: 'gopher',\s*name: 'Gopher',\s*mark: 'Go'/)
})

test.each(['', 'Gopher', 'gopher', 'house', 'need', 'new', 'a', '../gopher', 'go-pher', '9p', 'x'.repeat(17)])(
  'the name %j is refused in words and nothing is made',
  (name) => {
    const before = listed()
    const { status, said } = make(name)
    expect(status).toBe(2)
    expect(said).toMatch(/\w+\.?\n$/)
    expect(listed()).toBe(before)
  },
)

test('a new network has no errors in its types', () => {
  const { said } = run('node_modules/@typescript/native/bin/tsc', '-p', '.')
  expect(said.split('\n').filter((line) => /^server\/networks\/(gopher\/|index\.ts.*gopher)/.test(line))).toEqual([])
})

test('a new network passes the lint', () => {
  const { status, said } = run(
    'node_modules/@biomejs/biome/bin/biome',
    'check',
    '--error-on-warnings',
    'server/networks/gopher',
    'server/networks/index.ts',
  )
  expect(said).toContain('Checked 9 files')
  expect(status).toBe(0)
})

test('a new network keeps to the arrows', () => {
  const cruise = 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'
  const { said } = run(cruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'server/networks/gopher')
  expect(said).toMatch(/\d+ modules, \d+ dependencies cruised/)
  // The packages lie outside of the copy, which is not the new network's fault.
  expect(said.split('\n').filter((line) => line.includes('server/networks/gopher'))).toEqual([])
})

test('a new network keeps the contract', { timeout: 120_000 }, () => {
  const { status, said } = run('node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', 'server/networks/gopher')
  expect(said).toContain('1 passed')
  expect(status).toBe(0)
})
