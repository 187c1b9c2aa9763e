// Runs the test runners and reads their JSON, so that one line can say what happened in all of them.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, run, tool } from './runtime.mjs'

const folder = join(root, '.cache', 'tests')
const nothingRan = (name) => ({ passed: 0, failed: 1, skipped: [], note: `${name} did not run to its end` })

function report(name) {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}.json`)
  rmSync(file, { force: true })
  return file
}

/** The packages without which a suite cannot run at all, and what its files are called. Single tests that need more skip themselves. */
const wholes = {
  live: { needs: ['prosody', 'profanity', 'tmux', 'openssl', 'python3-slixmpp'], within: 'server', ending: '.live.test.ts' },
  e2e: { needs: ['chromium'], within: 'e2e', ending: '.spec.ts' },
}

/** What is skipped of a suite, by file, when some of the packages it needs are `missing`; null when it can run. */
export function leftOut(suite, missing) {
  const { needs, within, ending } = wholes[suite]
  const lacking = needs.filter((name) => missing.includes(name))
  if (lacking.length === 0) return null
  const files = readdirSync(join(root, within), { recursive: true }).filter((file) => file.endsWith(ending))
  return { passed: 0, failed: 0, skipped: files.sort().map((file) => `${join(within, file)} (needs ${lacking.join(', ')})`) }
}

/** One vitest project: unit, storage or live. */
export async function vitest(project) {
  const file = report(project)
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, '--passWithNoTests']
  const { code } = await run(tool('vitest'), args)
  if (!existsSync(file)) return nothingRan(project)
  const read = JSON.parse(readFileSync(file, 'utf8'))
  const tests = read.testResults.flatMap((result) => result.assertionResults)
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName)
  const broken = read.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.every(({ status }) => status !== 'failed'),
  )
  const failed = read.numFailedTests + broken.length
  return { passed: read.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed, skipped }
}

function specs(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)]
}

/** The browser tests. One that passes only at the second try has failed. */
export async function playwright() {
  const file = report('e2e')
  const { code } = await run(tool('playwright'), ['test', '--reporter=list,json'], { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file } })
  if (!existsSync(file)) return nothingRan('e2e')
  const read = JSON.parse(readFileSync(file, 'utf8'))
  const skipped = read.suites
    .flatMap(specs)
    .filter(({ tests }) => tests.some(({ status }) => status === 'skipped'))
    .map(({ title }) => title)
  const failed = read.stats.unexpected + read.stats.flaky + read.errors.length
  return { passed: read.stats.expected, failed: failed === 0 && code !== 0 ? 1 : failed, skipped }
}
