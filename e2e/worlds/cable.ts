import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A TCP forwarder: the network between a client and a server, which a test can cut. */
export interface Cable {
  readonly port: number
  /** Resets every connection; new ones are reset at once, until `mend`. */
  cut(): void
  /** Holds back whatever is said, without a word to either end, until `mend`; new connections are taken and hang. */
  stall(): void
  mend(): void
  close(): Promise<void>
}

export async function layCable(targetPort: number): Promise<Cable> {
  const open = new Set<Socket>()
  let whole = true
  let flowing = true
  const hold = (socket: Socket, other: Socket) => {
    open.add(socket)
    socket.setNoDelay(true)
    socket.on('data', (bytes) => {
      if (!other.write(bytes)) socket.pause()
    })
    other.on('drain', () => flowing && socket.resume())
    socket.on('end', () => other.end())
    if (!flowing) socket.pause()
    socket.on('error', () => other.destroy())
    socket.on('close', () => {
      open.delete(socket)
      other.destroy()
    })
  }
  const server = createServer((near) => {
    if (!whole) return void near.resetAndDestroy()
    const far = connect(targetPort, '127.0.0.1')
    hold(near, far)
    hold(far, near)
  })
  const cut = () => {
    whole = false
    for (const socket of open) socket.resetAndDestroy()
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    stall() {
      flowing = false
      for (const socket of open) socket.pause()
    },
    mend() {
      whole = true
      flowing = true
      for (const socket of open) socket.resume()
    },
    async close() {
      cut()
      await once(server.close(), 'close')
    },
  }
}
