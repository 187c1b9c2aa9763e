import { type Prosody, startProsody } from '../../../../e2e/worlds/prosody.ts'
import { type Peer, startSlixmpp } from '../../../../e2e/worlds/slixmpp.ts'
import type { Ended, Session } from '../../network.ts'
import { openSession } from '../session.ts'
import { connect } from '../wire/connect.ts'
import type { Element } from '../wire/element.ts'
import { createKept, type Kept } from '../wire/kept.ts'
import { Recorder } from './recorder.ts'

/** A running session with what it has stored. */
export interface Running {
  readonly account: Recorder
  readonly session: Session
  readonly ended: Promise<Ended>
  /** What came in, as it was on the wire. */
  readonly heard: readonly Element[]
  /** As a restart of Parley does; 'off' as switching the account off does. */
  stop(why?: 'off'): Promise<Ended>
}

/** A real server with Alice (ours) and whoever else is needed; everything ends with `close`. */
export class World {
  readonly prosody: Prosody
  #kept: Kept = createKept()
  readonly #running: Running[] = []
  readonly #peers: Peer[] = []

  constructor(prosody: Prosody) {
    this.prosody = prosody
  }

  static async open(...users: readonly string[]): Promise<World> {
    return World.configured('', ...users)
  }

  /** `extra`: further lines of the server's configuration. */
  static async configured(extra: string, ...users: readonly string[]): Promise<World> {
    const world = new World(await startProsody({ extra }))
    for (const user of users) await world.prosody.register(user, 'secret')
    return world
  }

  account(user: string, id?: string): Recorder {
    const jid = `${user}@${this.prosody.domain}`
    return new Recorder({ jid, password: 'secret', services: [this.prosody.service], ...(id ? { id } : {}) })
  }

  /** Nothing in memory survives: what comes next knows only what was stored. */
  forgetProcess(): void {
    this.#kept = createKept()
  }

  run(account: Recorder): Running {
    account.states.length = 0
    const stop = new AbortController()
    const heard: Element[] = []
    const session = openSession(account, ({ onStanza, ...options }) =>
      connect({
        ...options,
        kept: this.#kept,
        onStanza(stanza, count) {
          heard.push(stanza)
          onStanza(stanza, count)
        },
      }),
    )
    const ended = session.run(stop.signal)
    const running: Running = {
      account,
      session,
      ended,
      heard,
      stop(why) {
        stop.abort(why)
        return ended
      },
    }
    this.#running.push(running)
    return running
  }

  /** Rejects with why it did not come online. */
  async online(account: Recorder): Promise<Running> {
    const running = this.run(account)
    const early = running.ended.then((ended) =>
      Promise.reject(new Error(`not online: ${JSON.stringify(ended)} ${account.logs.join('\n')}`)),
    )
    await Promise.race([account.until((now) => now.states.includes('online')), early])
    early.catch(() => {})
    return running
  }

  peer(user: string, resource = ''): Promise<Peer> {
    return this.#peer(`${user}@${this.prosody.domain}${resource && `/${resource}`}`, this.prosody.c2sPort)
  }

  /** Somebody who notices nothing of a cut, as resource `wired`. */
  wiredPeer(user: string): Promise<Peer> {
    return this.#peer(`${user}@${this.prosody.domain}/wired`, this.prosody.wiredPort)
  }

  async #peer(jid: string, port: number): Promise<Peer> {
    const peer = await startSlixmpp({ jid, password: 'secret', port, caPem: this.prosody.caPem })
    this.#peers.push(peer)
    return peer
  }

  /** Two people on each other's list: they see each other, and receipts may be told. */
  async befriend(us: Running, peer: Peer, name: string): Promise<void> {
    const them = `${name.toLowerCase()}@${this.prosody.domain}`
    const me = us.account.me.address
    await us.session.contacts?.add(them, name)
    await peer.heard({ event: 'presence', type: 'subscribe', by: me })
    await peer.tell({ do: 'presence', to: me, type: 'subscribed' })
    await peer.tell({ do: 'presence', to: me, type: 'subscribe' })
    await peer.heard({ event: 'presence', type: 'subscribed', by: me })
    await us.account.until((now) => now.hints.some((hint) => hint.type === 'presence' && hint.from === them && hint.show === 'online'))
  }

  async close(): Promise<void> {
    await Promise.all(this.#running.map((running) => running.stop()))
    await Promise.all(this.#peers.map((peer) => peer.stop()))
    await this.prosody.stop()
  }
}
