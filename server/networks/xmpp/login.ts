import { randomBytes } from 'node:crypto'
import type { LoginField } from '../../../contract/login.ts'
import { type Login, type LoginLent, type LoginResult, NetworkError } from '../network.ts'
import { personAddress } from './contacts.ts'
import { nameOf } from './jid.ts'
import { personKey } from './keys.ts'
import type { Connect } from './session.ts'
import { type Settings, serviceFor } from './settings.ts'

type Answers = Readonly<Record<string, string>>

/** Asks for address and password, and proves them by signing in. */
export function startLogin(connect: Connect, lent: LoginLent): Login {
  const stop = new AbortController()
  return {
    async next(answers) {
      if (Object.keys(answers).length === 0) return form(lent, {})
      const settings = readSettings(lent, answers)
      if (typeof settings === 'string') return form(lent, answers, settings)
      try {
        return await prove(connect, { lent, settings, password: answers.password ?? '', stop: stop.signal })
      } catch (error) {
        if (error instanceof NetworkError) return form(lent, answers, error.message)
        throw error
      }
    },
    cancel: () => stop.abort(),
  }
}

interface Attempt {
  readonly lent: LoginLent
  readonly settings: Settings
  readonly password: string
  readonly stop: AbortSignal
}

async function prove(connect: Connect, { lent, settings, password, stop }: Attempt): Promise<LoginResult> {
  const { jid } = settings
  const service = serviceFor(settings, lent.services)
  const resource = `parley-login-${randomBytes(4).toString('hex')}`
  const stream = await connect({ jid, password, resource, service, resume: null, strongest: null, stop, onStanza: () => {}, log: () => {} })
  await stream.close()
  return {
    ask: 'nothing',
    settings: { ...settings },
    secret: password,
    address: jid,
    me: { key: personKey(jid), name: nameOf(jid), address: jid },
  }
}

/** A sentence when the answers cannot be right. An account that is signed in again keeps its address. */
function readSettings(lent: LoginLent, answers: Answers): Settings | string {
  const jid = lent.settings?.jid ?? personAddress(answers.address ?? '')
  const { host = '', port = '' } = { host: answers.host?.trim(), port: answers.port?.trim() }
  if (!jid) return 'An address looks like alice@example.org.'
  if (!answers.password) return 'The password is missing.'
  if (port !== '' && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535)) return 'A port is a number from 1 to 65535.'
  if (/[\s/@]/.test(host)) return 'A host looks like xmpp.example.org.'
  return { jid, ...(host ? { host } : {}), ...(port ? { port } : {}) }
}

function form(lent: LoginLent, answers: Answers, error?: string): LoginResult {
  const filled: Readonly<Record<string, string | undefined>> = { address: lent.settings?.jid, ...lent.settings, ...answers }
  const field = (one: LoginField): LoginField => ({ ...one, ...(filled[one.id] ? { value: filled[one.id] } : {}) })
  const address = field({ id: 'address', label: 'Address', kind: 'text', hint: 'alice@example.org' })
  return {
    ask: 'form',
    title: 'Sign in to XMPP',
    ...(error === undefined ? {} : { error }),
    fields: [
      ...(lent.settings?.jid ? [] : [address]),
      { id: 'password', label: 'Password', kind: 'password' },
      field({ id: 'host', label: 'Host', kind: 'host', hint: 'only if it cannot be found by the address', optional: true, advanced: true }),
      field({ id: 'port', label: 'Port', kind: 'port', optional: true, advanced: true }),
    ],
  }
}
