import { discoAnswer } from './disco.ts'
import { ns } from './namespaces.ts'
import { type Element, el } from './wire/element.ts'

/** The stanza that answers an IQ get or set of somebody (RFC 6120 §8.2.3): each must be answered, if only by "no". */
export function answerQuestion(iq: Element, now: number): Element {
  const payload = iq.children.find((item) => typeof item !== 'string')
  if (iq.attrs.type !== 'get' || !payload) return refusal(iq, 'service-unavailable')
  switch (`${payload.xmlns} ${payload.name}`) {
    case `${ns.discoInfo} query`: {
      const answer = discoAnswer(payload)
      return answer ? reply(iq, answer) : refusal(iq, 'item-not-found')
    }
    case `${ns.ping} ping`:
      return reply(iq)
    case `${ns.version} query`:
      return reply(iq, el('query', ns.version, {}, el('name', ns.version, {}, 'Parley'), el('version', ns.version, {}, '0.1')))
    case `${ns.time} time`:
      return reply(iq, el('time', ns.time, {}, el('tzo', ns.time, {}, '+00:00'), el('utc', ns.time, {}, new Date(now).toISOString())))
    default:
      return refusal(iq, 'service-unavailable')
  }
}

/** A question of ours; the stream gives it an id. Without `to` it is for our own account. */
export function request(type: 'get' | 'set', payload: Element, to?: string): Element {
  return el('iq', ns.client, { type, to }, payload)
}

/** Without payload: done. */
export function reply(iq: Element, ...payload: readonly Element[]): Element {
  return el('iq', ns.client, { type: 'result', id: iq.attrs.id, to: iq.attrs.from }, ...payload)
}

export function refusal(iq: Element, condition: string): Element {
  const error = el('error', ns.client, { type: 'cancel' }, el(condition, ns.stanzas))
  return el('iq', ns.client, { type: 'error', id: iq.attrs.id, to: iq.attrs.from }, error)
}
