import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { NetworkError } from '../../network.ts'

const stretch = promisify(pbkdf2)

export type ScramHash = 'sha1' | 'sha256' | 'sha512'

/** Below 4096 a captured exchange is too easily guessed (RFC 7677 §4); above a million a server could eat our processors. */
const iterationLimits = { min: 4096, max: 1_000_000 }
const rememberedKeys = 10_000

interface Recipe {
  readonly hash: ScramHash
  readonly password: string
  readonly salt: Buffer
  readonly iterations: number
}
export interface Keys {
  readonly client: Buffer
  readonly server: Buffer
}
/** The expensive half of SCRAM, remembered: with it a thousand accounts that come back at once cost next to nothing. */
export type DeriveKeys = (recipe: Recipe) => Promise<Keys>

export function createDeriveKeys(derive: DeriveKeys = deriveKeys): DeriveKeys {
  const remembered = new Map<string, Promise<Keys>>()
  const inTurn = createTurns()
  return (recipe) => {
    const { hash, password, salt, iterations } = recipe
    const name = createHash('sha256')
      .update(JSON.stringify([hash, password, salt.toString('base64'), iterations]))
      .digest('base64')
    const known = remembered.get(name)
    if (known) return known
    const made = inTurn(() => derive(recipe))
    remembered.set(name, made)
    made.catch(() => remembered.delete(name))
    if (remembered.size > rememberedKeys) remembered.delete(remembered.keys().next().value ?? '')
    return made
  }
}

/** Servers say how much work it is. It shares its threads with files, names and everybody's passwords here: some are left free. */
const mostAtOnce = 2

function createTurns() {
  const waiting: (() => void)[] = []
  let free = mostAtOnce
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (free === 0) await new Promise<void>((begin) => waiting.push(begin))
    else free--
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}

async function deriveKeys({ hash, password, salt, iterations }: Recipe): Promise<Keys> {
  const length = createHash(hash).digest().length
  const salted = await stretch(prepared(password), salt, iterations, length, hash)
  return { client: hmac(hash, salted, 'Client Key'), server: hmac(hash, salted, 'Server Key') }
}

/** SASLprep (RFC 4013) without its tables of unassigned characters: the same for every password that keyboards produce. */
function prepared(text: string): string {
  return text
    .replace(/\u00ad|\u034f|\u1806|[\u180b-\u180d]|[\u200b-\u200d]|\u2060|[\ufe00-\ufe0f]|\ufeff/g, '')
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .normalize('NFKC')
}

const hmac = (hash: ScramHash, key: Buffer, text: string) => createHmac(hash, key).update(text).digest()
const bad = (cause: string) => new NetworkError('protocol', 'The server made a mistake while signing in.', { cause })

/** One sign-in by SCRAM without channel binding (RFC 5802, RFC 7677). Every step throws NetworkError. */
export class Scram {
  readonly #hash: ScramHash
  readonly #password: string
  readonly #derive: DeriveKeys
  readonly #nonce: string
  readonly #bare: string
  #signature: Buffer | null = null
  #verified = false

  constructor(
    hash: ScramHash,
    login: { readonly user: string; readonly password: string; readonly nonce?: string },
    deriveKeys: DeriveKeys,
  ) {
    this.#hash = hash
    this.#password = login.password
    this.#derive = deriveKeys
    this.#nonce = login.nonce ?? randomBytes(24).toString('base64')
    this.#bare = `n=${prepared(login.user).replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${this.#nonce}`
  }

  /** The server has proven that it knows the account. */
  get verified(): boolean {
    return this.#verified
  }

  first(): string {
    return `n,,${this.#bare}`
  }

  async proof(serverFirst: string): Promise<string> {
    const { nonce, salt, iterations } = readServerFirst(serverFirst, this.#nonce)
    const keys = await this.#derive({ hash: this.#hash, password: this.#password, salt, iterations })
    const withoutProof = `c=biws,r=${nonce}`
    const exchange = `${this.#bare},${serverFirst},${withoutProof}`
    this.#signature = hmac(this.#hash, keys.server, exchange)
    const stored = createHash(this.#hash).update(keys.client).digest()
    const mask = hmac(this.#hash, stored, exchange)
    const proof = Buffer.from(keys.client.map((byte, i) => byte ^ (mask[i] ?? 0)))
    return `${withoutProof},p=${proof.toString('base64')}`
  }

  verify(serverFinal: string): void {
    const fields = readFields(serverFinal)
    if (fields.e !== undefined) throw new NetworkError('credentials', 'The address or the password is wrong.', { cause: fields.e })
    const given = Buffer.from(fields.v ?? '', 'base64')
    const expected = this.#signature
    if (!expected || given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new NetworkError('certificate', 'The server could not prove that it knows this account.')
    }
    this.#verified = true
  }
}

function readServerFirst(message: string, ourNonce: string): { nonce: string; salt: Buffer; iterations: number } {
  const { m, r: nonce = '', s = '', i = '' } = readFields(message)
  const iterations = /^\d{1,9}$/.test(i) ? Number(i) : 0
  const salt = Buffer.from(s, 'base64')
  if (m !== undefined) throw bad('unknown SCRAM extension')
  if (!nonce.startsWith(ourNonce) || nonce === ourNonce) throw bad('nonce is not ours')
  if (salt.length === 0) throw bad('no salt')
  if (iterations < iterationLimits.min || iterations > iterationLimits.max) throw bad(`${i} iterations`)
  return { nonce, salt, iterations }
}

function readFields(message: string): Record<string, string | undefined> {
  return Object.fromEntries(message.split(',').map((field) => [field.slice(0, 1), field.slice(2)]))
}
