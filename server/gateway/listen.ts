import { once } from 'node:events'
import type { Server } from 'node:http'
import { CannotStart } from '../settings/cannot-start.ts'

/** Resolves when the server listens. Throws CannotStart with the reason in words. */
export async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    throw new CannotStart(sentence(error as NodeJS.ErrnoException, `${host}:${port}`))
  }
}

function sentence({ code, message }: NodeJS.ErrnoException, where: string): string {
  if (code === 'EADDRINUSE') return `Another program listens on ${where} already. Stop it, or set PORT to another number.`
  if (code === 'EACCES') return `This user may not listen on ${where}. Set PORT to a number above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `This machine has no address ${where}. Set HOST to one it has.`
  return `Parley cannot listen on ${where}: ${message}`
}
