import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** The key that seals from now on, and older ones that still open. Each is 32 bytes. */
export interface KeyRing {
  readonly current: Uint8Array
  readonly older?: readonly Uint8Array[]
}

export interface Sealed {
  readonly text: string
  /** Which key sealed it; '' for an empty secret, which is not sealed. */
  readonly key: string
}

/** Seals account secrets with AES-256-GCM. The account's id is authenticated with it, so a secret cannot be moved to another account. */
export interface Secrets {
  seal(account: string, secret: string): Sealed
  /** Throws when the key is missing or the text was tampered with. */
  open(account: string, sealed: Sealed): string
  readonly keys: readonly string[]
}

const ivBytes = 12
const tagBytes = 16

export function createSecrets({ current, older = [] }: KeyRing): Secrets {
  const ring = new Map([current, ...older].map((key) => [keyId(key), key]))
  return {
    keys: [...ring.keys()],
    seal(account, secret) {
      if (secret === '') return { text: '', key: '' }
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', current, iv).setAAD(Buffer.from(account))
      const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return { text: Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64'), key: keyId(current) }
    },
    open(account, { text, key: id }) {
      if (id === '') return ''
      const key = ring.get(id)
      if (!key) throw new Error(`The secret of account ${account} was sealed with key ${id}, which this server does not have.`)
      const bytes = Buffer.from(text, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
      decipher.setAAD(Buffer.from(account)).setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
      return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8')
    },
  }
}

/** A name for a key that gives nothing of it away. */
function keyId(key: Uint8Array): string {
  if (key.length !== 32) throw new Error('The key that seals account secrets must be 32 bytes long.')
  return createHash('sha256').update('parley key id').update(key).digest('hex').slice(0, 12)
}
