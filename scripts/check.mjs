// `npm run check`: everything that is quick, in under a minute.
import { checks } from './checks.mjs'
import { install } from './install.mjs'
import { vitest } from './suites.mjs'

await install({ everything: true })
const results = [await checks(), await vitest('unit')]
process.exit(results.some(({ failed }) => failed > 0) ? 1 : 0)
