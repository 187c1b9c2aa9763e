// `npm start`: installs and builds what is stale, then becomes the server.
import { spawn } from 'node:child_process'
import { build } from './build.mjs'
import { install } from './install.mjs'
import { environment, giveUp, node, root, server } from './runtime.mjs'

await install({ everything: false })
await build()

let program
try {
  program = node()
} catch (error) {
  giveUp(error.message)
}
const env = environment(server.environment)
process.chdir(root)
// Where Node can, this process becomes the server; otherwise it waits beside it.
if (process.execve) process.execve(program, [program, ...server.arguments], env)
const child = spawn(program, server.arguments, { stdio: 'inherit', env })
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : code))
