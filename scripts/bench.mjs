// `npm run bench [start|history|ingest|accounts]`: measures, prints a table, and (all of it) writes docs/bench/.
import { join } from 'node:path'
import { build } from './build.mjs'
import { install } from './install.mjs'
import { node, root, run } from './runtime.mjs'
import { system } from './system.mjs'

await install({ everything: true })
await system()
await build()
const { code } = await run(node(), [join(root, 'bench', 'run.ts'), ...process.argv.slice(2)], { env: { NODE_ENV: 'production' } })
process.exit(code)
