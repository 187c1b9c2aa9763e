import { createHash } from 'node:crypto'
import { ns } from './namespaces.ts'
import { type Element, el } from './wire/element.ts'

const identity = { category: 'client', type: 'web', name: 'Parley' } as const
const node = 'urn:x-parley:client'
/** In the order of XEP-0115 §5.1: sorted by bytes. `+notify` asks for the news of contacts (XEP-0163 §4). */
const features = [
  ns.avatarMetadata,
  `${ns.avatarMetadata}+notify`,
  ns.caps,
  ns.chatStates,
  ns.correct,
  ns.delay,
  ns.discoInfo,
  ns.fallback,
  ns.ids,
  ns.markers,
  ns.ping,
  ns.reactions,
  ns.receipts,
  ns.reply,
  ns.retract,
  ns.time,
  ns.version,
].sort()

/** The hash of what we can do (XEP-0115 §5). */
export function capsHash(): string {
  const text = [`${identity.category}/${identity.type}//${identity.name}`, ...features].map((part) => `${part}<`).join('')
  return createHash('sha1').update(text).digest('base64')
}

export function capsElement(): Element {
  return el('c', ns.caps, { hash: 'sha-1', node, ver: capsHash() })
}

/** Our answer to disco#info (XEP-0030); null for a node that we do not have. */
export function discoAnswer(query: Element): Element | null {
  const asked = query.attrs.node
  if (asked !== undefined && asked !== `${node}#${capsHash()}`) return null
  return el(
    'query',
    ns.discoInfo,
    { node: asked },
    el('identity', ns.discoInfo, identity),
    ...features.map((feature) => el('feature', ns.discoInfo, { var: feature })),
  )
}
