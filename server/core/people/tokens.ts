import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits for whoever holds it; only its hash is ever stored. */
export const newToken = (): string => randomBytes(32).toString('base64url')

export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** 128 random bits: short enough to read out, too many to guess. */
export const newInviteCode = (): string => randomBytes(16).toString('base64url')

/** Compares without telling by its duration how much of it was right. */
export const isToken = (token: string, hash: string): boolean => timingSafeEqual(Buffer.from(tokenHash(token)), Buffer.from(hash))
