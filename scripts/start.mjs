// `npm start`: installs and builds what is stale, then becomes the server.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build } from './build.mjs'
import { install } from './install.mjs'
import { environment, giveUp, node, root } from './runtime.mjs'

await install({ everything: false })
await build()

let program
try {
  program = node()
} catch (error) {
  giveUp(error.message)
}
const main = join(root, 'server', 'main.ts')
const env = environment({ NODE_ENV: 'production' })
process.chdir(root)
// Where Node can, this process becomes the server; otherwise it waits beside it.
if (process.execve) process.execve(program, [program, main], env)
const server = spawn(program, [main], { stdio: 'inherit', env })
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(signal ? 1 : code))
