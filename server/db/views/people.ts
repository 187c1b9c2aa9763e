/** Where the browser finds a picture; the hash is its name, so it may be cached for ever. */
export const avatarPath = (hash: string | null): string | null => hash && `/api/avatar/${hash}`

/** What to call somebody: as the list says, else as he calls himself, else by his address. */
export const shownName = (listed: string | null, own: string | null, address: string | null): string => listed || own || address || ''
