import type { NetworkInfo } from '../../contract/entities.ts'

/** A network nobody can sign in to is this server's own: every user has one account on it, which cannot be given up. */
export const isHome = (network: NetworkInfo): boolean => network.logins.length === 0
