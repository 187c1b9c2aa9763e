import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { xmppAccounts } from './accounts.ts'
import { type Figure, reached } from './figure.ts'
import { history } from './history.ts'
import { ingest } from './ingest.ts'
import { start } from './start.ts'

const parts = { start, history, ingest, accounts: xmppAccounts }
const wanted = process.argv.slice(2)
const figures: Figure[] = []
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`measuring ${name} …`)
  figures.push(...(await measure()))
}

const sign = (figure: Figure) => `${figure.bound === 'most' ? '≤' : '≥'} ${figure.target} ${figure.unit}`
const rows = figures.map(
  (figure) =>
    `| ${figure.name} | ${figure.value} ${figure.unit} | ${sign(figure)} | ${reached(figure) ? 'yes' : '**no**'} | ${figure.how} |`,
)
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
const table = ['| figure | measured | aim | reached | how |', '|---|---|---|---|---|', ...rows].join('\n')
console.log(`\n${table}\n`)

if (wanted.length === 0) {
  const folder = join(fileURLToPath(new URL('..', import.meta.url)), 'docs', 'bench')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'figures.json'), `${JSON.stringify({ machine, figures }, null, 2)}\n`)
  await writeFile(join(folder, 'README.md'), `# Figures\n\nMade by \`npm run bench\`. Machine: ${machine}.\n\n${table}\n`)
}
process.exit(figures.every(reached) ? 0 : 1)
