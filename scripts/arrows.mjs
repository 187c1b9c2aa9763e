// Checks who may import whom (.dependency-cruiser.cjs), and first that the check would notice: a planted violation must be found.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { node, root, run } from './runtime.mjs'

const folders = ['app', 'bench', 'client', 'components', 'contract', 'e2e', 'server']
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
const cruise = (paths) =>
  run(node(), [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...paths], { output: 'pipe' })

const planted = join(root, 'server', 'core', `planted-${process.pid}`)
mkdirSync(planted)
writeFileSync(join(planted, 'violation.ts'), "import { Kysely } from 'kysely'\nexport const seen = Kysely\n")
const proof = await cruise([`server/core/planted-${process.pid}`])
rmSync(planted, { recursive: true })
if (proof.code === 0 || !proof.said.includes('only-db-knows-databases')) {
  console.error(`The planted violation was not found, so the arrows are not being checked.\n${proof.said}`)
  process.exit(1)
}

const { code, said } = await cruise(folders)
process.stdout.write(said)
process.exit(code)
