import { NetworkError } from '../../network.ts'
import { child, children, type Element, el, textOf } from './element.ts'
import { saslError } from './faults.ts'
import { wire } from './namespaces.ts'
import { type DeriveKeys, Scram, type ScramHash } from './scram.ts'

/** Weakest first. */
const mechanisms = ['PLAIN', 'SCRAM-SHA-1', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const
type Mechanism = (typeof mechanisms)[number]
const hashes: Readonly<Record<Exclude<Mechanism, 'PLAIN'>, ScramHash>> = {
  'SCRAM-SHA-1': 'sha1',
  'SCRAM-SHA-256': 'sha256',
  'SCRAM-SHA-512': 'sha512',
}

export interface SignIn {
  readonly user: string
  readonly password: string
  /** Nobody can listen: only then may the password itself be sent. */
  readonly secure: boolean
  /** The strongest mechanism seen before, if any. */
  readonly strongest: string | null
  readonly deriveKeys: DeriveKeys
  /** Sends an element and resolves with the next that comes in. */
  ask(element: Element): Promise<Element>
}

/** Signs in (RFC 6120 §6) and resolves with the mechanism. Rejects with NetworkError. */
export async function signIn(features: Element, options: SignIn): Promise<string> {
  const mechanism = chooseMechanism(features, options)
  if (mechanism === 'PLAIN') await plain(options)
  else await scram(mechanism, options)
  return mechanism
}

/** The strongest that both know. Weaker than ever before is an attack, or a change about which the person should decide. */
export function chooseMechanism(features: Element, { secure, strongest }: Pick<SignIn, 'secure' | 'strongest'>): Mechanism {
  const list = child(features, 'mechanisms', wire.sasl)
  const offered = list ? children(list, 'mechanism').map(textOf) : []
  const chosen = mechanisms.findLast((mechanism) => offered.includes(mechanism) && (secure || mechanism !== 'PLAIN'))
  if (!chosen)
    throw new NetworkError('unsupported', 'The server offers no way of signing in that Parley knows.', { cause: offered.join(' ') })
  if (strongest !== null && rank(chosen) < rank(strongest)) {
    const message = 'The server now offers only a weaker way of signing in than before. Sign in again if you trust this.'
    throw new NetworkError('credentials', message, { cause: `${chosen} after ${strongest}` })
  }
  return chosen
}

async function plain({ user, password, ask }: SignIn): Promise<void> {
  const answer = await ask(auth('PLAIN', `\0${user}\0${password}`))
  if (answer.name !== 'success') throw refusal(answer)
}

async function scram(mechanism: Exclude<Mechanism, 'PLAIN'>, { user, password, deriveKeys, ask }: SignIn): Promise<void> {
  const exchange = new Scram(hashes[mechanism], { user, password }, deriveKeys)
  let answer = await ask(auth(mechanism, exchange.first()))
  if (answer.name !== 'challenge') throw refusal(answer)
  answer = await ask(response(await exchange.proof(payload(answer))))
  // The server's proof comes with the success, or as one more challenge before it.
  if (answer.name === 'challenge') {
    exchange.verify(payload(answer))
    answer = await ask(response(''))
  } else if (answer.name === 'success') exchange.verify(payload(answer))
  if (answer.name !== 'success' || !exchange.verified) throw refusal(answer)
}

const rank = (mechanism: string) => (mechanisms as readonly string[]).indexOf(mechanism)
const encode = (text: string) => Buffer.from(text).toString('base64')
const auth = (mechanism: string, text: string) => el('auth', wire.sasl, { mechanism }, encode(text))
const response = (text: string) => el('response', wire.sasl, {}, encode(text))
const payload = (element: Element) => Buffer.from(textOf(element), 'base64').toString()

function refusal(answer: Element): NetworkError {
  if (answer.name === 'failure' && answer.xmlns === wire.sasl) return saslError(answer)
  return new NetworkError('protocol', 'The server made a mistake while signing in.', { cause: `unexpected ${answer.name}` })
}
