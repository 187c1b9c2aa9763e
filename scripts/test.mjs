// `npm test`: all of it. The last line counts; with CI=true a skipped test is a failure.
import { build } from './build.mjs'
import { checks } from './checks.mjs'
import { install } from './install.mjs'
import { leftOut, playwright, vitest } from './suites.mjs'
import { system } from './system.mjs'

await install({ everything: true })
const missing = await system()
await build()

const live = async () => leftOut('live', missing) ?? (await vitest('live'))
const e2e = async () => leftOut('e2e', missing) ?? (await playwright())
const results = []
for (const part of [checks, () => vitest('unit'), () => vitest('storage'), live, e2e]) results.push(await part())

const sum = (count) => results.reduce((total, result) => total + count(result), 0)
const skipped = results.flatMap((result) => result.skipped)
const refused = process.env.CI === 'true' ? skipped.length : 0
const failed = sum((result) => result.failed)
for (const { note } of results) if (note) console.log(note)
for (const name of skipped) console.log(`skipped: ${name}`)
if (refused > 0) console.log('With CI=true nothing may be skipped.')
console.log(`${sum((result) => result.passed)} passed, ${failed + refused} failed, ${skipped.length} skipped`)
process.exit(failed + refused > 0 ? 1 : 0)
