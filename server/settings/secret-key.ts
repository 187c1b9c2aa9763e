import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'

/** The key that seals account secrets, from its file in the data folder; made at the first start, readable for its owner only. */
export function readSecretKey(data: string): Buffer {
  const path = join(data, 'secret.key')
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64')
  if (key.length !== 32)
    throw new CannotStart(`${path} must hold 32 bytes in base64. Without the right key linked accounts cannot be opened.`, 2)
  return key
}
