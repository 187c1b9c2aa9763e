import { type Account, NetworkError, type Session } from '../network.ts'
import type { Bound } from './bound.ts'
import { chatFacets, sendMessage } from './chat.ts'
import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { contactsFacet, converse } from './contacts.ts'
import { createGates, type Gates, live, type Online, toNetworkError } from './live.ts'
import { serviceFor, settingsOf } from './settings.ts'
import type { Stream, StreamOptions } from './wire/stream.ts'

export type Connect = (options: StreamOptions) => Promise<Stream>

/** One connection to an XMPP server, from dial to hang-up. */
export function openSession(account: Account, connect: Connect): Session {
  let online: Online | null = null
  const bound = (): Bound => here().bound
  const here = (): Online => {
    if (!online) throw new NetworkError('offline', 'This account is not connected at the moment.')
    return online
  }
  return {
    async run(stop) {
      const checkpoint = readCheckpoint(account.checkpoint)
      const gates = createGates((error) => account.log('stanza', { error: String(error) }))
      try {
        account.state('connecting')
        const stream = await connect(streamOptions(account, checkpoint, { stop, gates }))
        return await live({ account, checkpoint, stream, stop, gates }, (now) => {
          online = now
          account.state('online')
        })
      } catch (error) {
        return stop.aborted ? { why: 'stopped' } : { why: 'lost', error: toNetworkError(error), wasOnline: false }
      } finally {
        online = null
      }
    },
    send: async (message) => sendMessage(bound(), message),
    converse: async (address) => converse(bound(), address),
    contacts: contactsFacet(bound),
    presence: { set: async (own) => here().visibility.show(own) },
    ...chatFacets(bound),
  }
}

function streamOptions(account: Account, checkpoint: Checkpoint, { stop, gates }: { stop: AbortSignal; gates: Gates }): StreamOptions {
  const settings = settingsOf(account.settings)
  return {
    jid: settings.jid,
    password: account.secret,
    // The same each time: a connection that the server still believes in is replaced by the new one.
    resource: `parley-${account.id.slice(-8)}`,
    service: serviceFor(settings, account.services),
    resume: checkpoint.resumable,
    strongest: checkpoint.mechanism,
    stop,
    onStanza: (stanza, count) => gates.stanzas.push(stanza, count),
    onSettled: (settled) => gates.settled.push(settled),
    log: (event, detail) => account.log(event, detail),
  }
}
