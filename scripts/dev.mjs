// `npm run dev`: the server from source, restarted when its files change; pages reload by themselves.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { install } from './install.mjs'
import { environment, node, root } from './runtime.mjs'

await install({ everything: true })
const watched = ['server', 'contract'].map((folder) => `--watch-path=${join(root, folder)}`)
const server = spawn(node(), [...watched, join(root, 'server', 'main.ts')], {
  cwd: root,
  stdio: 'inherit',
  env: environment({ PARLEY_DEV: '1' }),
})
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => process.exit(code ?? 1))
