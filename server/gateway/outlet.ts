import type { Socket } from 'socket.io'

type Connection = Socket['conn']

/**
 * Resolves once everything written so far was taken by the network, or the connection is over. Whoever sends much waits here
 * before reading more from the database: a slow browser then costs one page of memory, not a queue.
 */
export async function drained(connection: Connection): Promise<void> {
  // While a transport is not writable engine.io buffers; when it is again, the buffer has been handed over.
  while (connection.readyState === 'open' && !connection.transport.writable) await stirred(connection)
}

/** One wait for all who wait at the same time: whatever was written meanwhile has been taken too when it ends. */
export function shared(wait: () => Promise<void>): () => Promise<void> {
  let waiting: Promise<void> | null = null
  return () => {
    waiting ??= wait().finally(() => {
      waiting = null
    })
    return waiting
  }
}

function stirred(connection: Connection): Promise<void> {
  return new Promise((resolve) => {
    const { transport } = connection
    const done = () => {
      transport.off('ready', done)
      connection.off('upgrade', done)
      connection.off('close', done)
      resolve()
    }
    transport.once('ready', done)
    connection.once('upgrade', done)
    connection.once('close', done)
  })
}
