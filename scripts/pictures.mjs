// `npm run pictures`: makes docs/pictures/ from the real thing, with made-up people.
import { join } from 'node:path'
import { build } from './build.mjs'
import { install } from './install.mjs'
import { node, root, run } from './runtime.mjs'
import { system } from './system.mjs'

await install({ everything: true })
await system()
await build()
const { code } = await run(node(), [join(root, 'e2e', 'pictures', 'take.ts')])
process.exit(code)
