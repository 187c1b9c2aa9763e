import type { Log } from '../../core/log.ts'
import type { Store } from '../../db/store.ts'
import type { Figures } from '../figures.ts'
import type { Origins } from '../origin.ts'
import { within } from '../within.ts'
import { type Route, sendFailure, sendJson } from './router.ts'

/** Whoever asks for our health has not got forever, ms. */
const healthMs = 2_000

export interface OperatorParts {
  readonly store: Store
  readonly figures: Figures
  readonly origins: Origins
  readonly log: Log
  readonly metrics: 'local' | 'public'
  /** The server is on its way down. */
  stopping(): boolean
}

/** For whoever runs the server: is it well, and how is it doing. */
export const operatorRoutes = ({ store, figures, origins, log, metrics, stopping }: OperatorParts): readonly Route[] => [
  {
    method: 'GET',
    path: '/healthz',
    run: async ({ response }) => {
      const why = stopping() ? 'stopping' : await trouble(store, log)
      sendJson(response, why ? 503 : 200, why ? { ready: false, why } : { ready: true })
    },
  },
  {
    method: 'GET',
    path: '/metrics',
    run: async ({ request, response }) => {
      if (metrics === 'local' && !origins.isLocal(request))
        return sendFailure(response, { code: 'not-found', message: 'There is nothing at this address.' })
      const text = await figures.text()
      response.writeHead(200, { 'content-type': figures.type, 'cache-control': 'no-store' })
      response.end(text)
    },
  },
]

async function trouble(store: Store, log: Log): Promise<string | null> {
  try {
    await within(store.ready(), healthMs, () => new Error('no answer'))
    return null
  } catch (err) {
    log.warn({ err }, 'not ready')
    return 'the database does not answer'
  }
}
