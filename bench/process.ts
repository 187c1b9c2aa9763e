import { readdirSync, readFileSync } from 'node:fs'

const read = (pid: number, file: string) => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return '' // it ended while we looked
  }
}
const field = (pid: number, name: string) => Number(read(pid, 'status').match(new RegExp(`^${name}:\\s+(\\d+)`, 'm'))?.[1] ?? 0)

/** A process and everything it has started (Linux). */
function family(pid: number): number[] {
  const all = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
  const members = new Set([pid])
  for (let before = 0; before < members.size; ) {
    before = members.size
    for (const one of all) if (members.has(field(one, 'PPid'))) members.add(one)
  }
  return [...members]
}

/** Resident memory of a process and everything it has started, in KiB. */
export const residentKiB = (pid: number) => family(pid).reduce((sum, member) => sum + field(member, 'VmRSS'), 0)

/** The one below `pid` that runs this script. */
export const running = (pid: number, script: string) => family(pid).findLast((member) => read(member, 'cmdline').includes(script)) ?? pid

/** Resident memory once it has stopped moving: three looks a second apart within 1 %, or half a minute. */
export async function settledKiB(pid: number): Promise<number> {
  const looks: number[] = []
  for (let second = 0; second < 30; second++) {
    await new Promise((resolve) => setTimeout(resolve, 1000))
    looks.push(residentKiB(pid))
    const last = looks.slice(-3)
    if (last.length === 3 && Math.max(...last) - Math.min(...last) < 0.01 * Math.max(...last)) break
  }
  return looks.at(-1) ?? 0
}
