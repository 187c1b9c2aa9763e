import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** What slixmpp-peer.py tells: `event` says which, the other fields depend on it. */
export type PeerEvent = Readonly<Record<string, unknown>> & { readonly event: string }
type Wanted = Readonly<Record<string, unknown>>

export interface PeerOptions {
  readonly jid: string
  readonly password: string
  readonly port: number
  readonly caPem: string
}

/** Somebody else on XMPP, with an implementation that is not ours. */
export interface Peer {
  readonly events: readonly PeerEvent[]
  /** Has it do something and waits until it is done; gives the result. Rejects with its error. */
  tell(command: { do: string } & Wanted): Promise<unknown>
  /** The first event, past or coming, that has all these fields. */
  heard(wanted: Wanted): Promise<PeerEvent>
  stop(): Promise<void>
}

/** Resolves once it is online. Needs slixmpp of the system's Python. */
export async function startSlixmpp(options: PeerOptions): Promise<Peer> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-slixmpp-'))
  const ca = join(folder, 'ca.pem')
  await writeFile(ca, options.caPem)
  const script = fileURLToPath(new URL('slixmpp-peer.py', import.meta.url))
  const child = spawn('/usr/bin/python3', [script, options.jid, options.password, String(options.port), ca], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const killWithUs = () => child.kill('SIGKILL')
  process.once('exit', killWithUs)
  const exited = once(child, 'exit').finally(() => process.off('exit', killWithUs))
  const stop = async () => {
    child.kill('SIGTERM')
    await exited
    await rm(folder, { recursive: true, force: true })
  }
  const peer = conversation(child, exited)
  try {
    await peer.heard({ event: 'online' })
  } catch (error) {
    await stop()
    throw error
  }
  return { ...peer, stop }
}

function conversation(child: ChildProcess, exited: Promise<unknown>): Omit<Peer, 'stop'> {
  const events: PeerEvent[] = []
  const watchers = new Set<() => void>()
  const complaints: string[] = []
  child.stderr?.on('data', (text) => complaints.push(String(text)))
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return
      events.push(JSON.parse(line))
      for (const watch of [...watchers]) watch()
    })
  }
  const heard = (wanted: Wanted) =>
    new Promise<PeerEvent>((resolve, reject) => {
      const watch = () => {
        const found = events.find((event) => Object.entries(wanted).every(([key, value]) => event[key] === value))
        if (!found) return
        watchers.delete(watch)
        resolve(found)
      }
      watchers.add(watch)
      exited.then(() => reject(new Error(`slixmpp ended before it told ${JSON.stringify(wanted)}\n${complaints.join('')}`)), reject)
      watch()
    })
  let number = 0
  const tell = async (command: { do: string } & Wanted) => {
    const own = ++number
    child.stdin?.write(`${JSON.stringify({ ...command, number: own })}\n`)
    const done = await heard({ event: 'done', number: own })
    if (done.error !== undefined) throw new Error(String(done.error))
    return done.result
  }
  return { events, tell, heard }
}
