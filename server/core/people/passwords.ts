import { hash, verify } from '@node-rs/argon2'

/** argon2id with 19 MiB and two passes: OWASP's recommendation, about 100 ms on a small machine. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export interface Passwords {
  hash(password: string): Promise<string>
  /** `hash` null: there is no such login. Takes as long as a wrong password, so that nobody can tell the two apart. */
  fits(password: string, hash: string | null): Promise<boolean>
}

export function createPasswords(): Passwords {
  const nobody = hash('nobody has this password', cost)
  return {
    hash: (password) => hash(password, cost),
    fits: async (password, stored) => (await verify(stored ?? (await nobody), password)) && stored !== null,
  }
}
