// A worker: the browsers of all readers, away from the server's thread. Tells how long each message took to get here.
import { parentPort, workerData } from 'node:worker_threads'
import { io } from 'socket.io-client'
import type { Sync } from '../contract/sync.ts'

const { base, tokens } = workerData as { base: string; tokens: readonly string[] }
const seen = new Set<string>()
let delays: number[] = []
let missing = 0

const arrived = ({ changes }: Sync) => {
  const now = performance.timeOrigin + performance.now()
  for (const change of changes) {
    if (change.kind !== 'message' || !change.entity || seen.has(change.id)) continue
    seen.add(change.id)
    delays.push(now - Number(change.entity.text))
  }
  if (delays.length >= missing) report()
}

function report(): void {
  if (missing > 0) parentPort?.postMessage(delays)
  missing = 0
}

parentPort?.on('message', (count: number) => {
  delays = []
  missing = count
})

const sockets = tokens.map((token) =>
  io(base, { path: '/rt', transports: ['websocket'], forceNew: true, auth: { token, protocol: 1, cursors: {} } }),
)
for (const socket of sockets) {
  socket.on('sync', (sync: Sync, acknowledge?: () => void) => {
    arrived(sync)
    acknowledge?.()
  })
}
await Promise.all(
  sockets.map(async (socket) => {
    await new Promise<void>((resolve) => socket.once('connect', resolve))
    await socket.timeout(20_000).emitWithAck('sync.snapshot', {})
  }),
)
parentPort?.postMessage('ready')
