import { EventEmitter, on } from 'node:events'
import { type Account, type Ended, NetworkError, type Outgoing, type Sent, type Session } from '../network.ts'
import { fromWire } from './incoming.ts'
import { conversationKey, messageKey, personKey, readAddress } from './keys.ts'
import { toWire } from './outgoing.ts'

/** One connection, from dial to hang-up. Here the other end is an echo; put your network's connection in place of `wire`. */
export function openSession(account: Account): Session {
  const wire = new EventEmitter()
  return {
    run: (stop) => listen(account, wire, stop),
    async send(message: Outgoing): Promise<Sent> {
      const line = toWire(message, account.me.address)
      wire.emit('line', { ...line, id: `${line.id}/echo`, from: line.to, to: line.from })
      return { state: 'sent', keys: [messageKey(line.id)], at: Date.now() }
    },
    async converse(typed) {
      const address = readAddress(typed)?.text
      if (address === undefined) throw new NetworkError('invalid', 'An address looks like someone@toy.')
      const key = conversationKey(address)
      const person = { key: personKey(address), name: address, address }
      await account.emit({ events: [{ type: 'conversation', key, kind: 'direct', address, person }] })
      return key
    },
  }
}

/** Never rejects (N2), and does not reconnect: the supervisor does. */
async function listen(account: Account, wire: EventEmitter, stop: AbortSignal): Promise<Ended> {
  let wasOnline = false
  try {
    account.state('connecting')
    const lines = on(wire, 'line', { signal: stop })
    account.state('online')
    wasOnline = true
    // The next line is read when this one has been stored; a real network is told "got it" here (N3).
    for await (const [line] of lines) await account.emit({ events: [fromWire(line, Date.now())], checkpoint: line.id })
  } catch (cause) {
    if (!stop.aborted) return { why: 'lost', error: new NetworkError('protocol', 'Toy hung up.', { cause }), wasOnline }
  }
  return { why: 'stopped' }
}
