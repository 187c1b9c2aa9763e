import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import next from 'next'
import type { PageHandler } from './http/pages.ts'

export interface NextOptions {
  readonly server: Server
  /** The folder with app/ in it. */
  readonly folder: string
  readonly developing: boolean
  readonly host: string
  readonly port: number
}
export interface NextPages {
  readonly show: PageHandler
  close(): Promise<void>
}

export const arePagesBuilt = (folder: string): boolean => existsSync(join(folder, '.next', 'BUILD_ID'))

/** The pages of app/. Next adds its own upgrade listener to the server, for reloading pages while developing. */
export async function openNextPages({ server, folder, developing, host, port }: NextOptions): Promise<NextPages> {
  // Nobody who runs Parley has agreed to telling others about it.
  process.env.NEXT_TELEMETRY_DISABLED ??= '1'
  const app = next({ dev: developing, dir: folder, hostname: host, port, httpServer: server })
  await app.prepare()
  const handle = app.getRequestHandler()
  return { show: (request, response) => handle(request, response), close: () => app.close() }
}
