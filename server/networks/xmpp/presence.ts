import { limits } from '../../../contract/limits.ts'
import type { Hint, OwnPresence } from '../network.ts'
import { capsElement } from './disco.ts'
import { bareJid, resourceOf } from './jid.ts'
import { personKey } from './keys.ts'
import { ns } from './namespaces.ts'
import { childText, type Element, el } from './wire/element.ts'

type Show = 'online' | 'away' | 'busy' | 'offline'
interface Device {
  readonly show: Show
  readonly text: string
  readonly priority: number
}

/** Somebody with more devices than this is not shown more precisely. */
const mostDevices = 32
const rank = { busy: 2, online: 2, away: 1, offline: 0 } as const

/** Who is there, over all the devices of each contact. No I/O. */
export class Presences {
  readonly #people = new Map<string, Map<string, Device>>()

  /** Takes in a presence and says how the person now looks; null when it is none of a contact's devices. */
  apply(presence: Element): Hint | null {
    const { from, type } = presence.attrs
    const bare = bareJid(from)
    if (from === undefined || bare === null || (type !== undefined && type !== 'unavailable' && type !== 'error')) return null
    const devices = this.#people.get(bare) ?? new Map<string, Device>()
    this.#people.set(bare, devices)
    const resource = resourceOf(from)
    // An answer from the bare address is about all devices (RFC 6121 §4.3.2.2).
    if (type !== undefined && resource === '') devices.clear()
    else if (type !== undefined) devices.delete(resource)
    else if (devices.has(resource) || devices.size < mostDevices) devices.set(resource, readDevice(presence))
    return this.#hint(bare, devices)
  }

  /** Nobody's presence is known any more. */
  clear(): Hint[] {
    const people = [...this.#people.keys()]
    this.#people.clear()
    return people.map(gone)
  }

  /** He no longer lets us see him. */
  forget(bare: string): Hint {
    this.#people.delete(bare)
    return gone(bare)
  }

  #hint(bare: string, devices: ReadonlyMap<string, Device>): Hint {
    const [best] = [...devices.values()].sort((a, b) => b.priority - a.priority || rank[b.show] - rank[a.show])
    if (!best) this.#people.delete(bare)
    return best ? { type: 'presence', from: personKey(bare), show: best.show, text: best.text } : gone(bare)
  }
}

function gone(bare: string): Hint {
  return { type: 'presence', from: personKey(bare), show: 'offline', text: '' }
}

/** RFC 6121 §4.7. */
function readDevice(presence: Element): Device {
  const show = childText(presence, 'show', ns.client)?.trim()
  const priority = Number(childText(presence, 'priority', ns.client) ?? 0)
  return {
    show: show === 'away' || show === 'xa' ? 'away' : show === 'dnd' ? 'busy' : 'online',
    text: (childText(presence, 'status', ns.client) ?? '').trim().slice(0, limits.statusLength),
    priority: Number.isInteger(priority) ? priority : 0,
  }
}

/** Ours, for everybody who may see it. Who is absent stays reachable, as away. */
export function availability(own: OwnPresence): Element {
  const show = own.show === 'busy' ? 'dnd' : own.absent || own.show === 'away' ? 'away' : null
  return el(
    'presence',
    ns.client,
    {},
    ...(show ? [el('show', ns.client, {}, show)] : []),
    ...(own.text ? [el('status', ns.client, {}, own.text)] : []),
    capsElement(),
  )
}
