import type { Clock } from './clock.ts'

/** At most so many within any second. */
class Window {
  readonly most: number
  #times: number[] = []
  constructor(most: number) {
    this.most = most
  }
  /** When the next one is allowed; not later than `now` means at once. */
  free(now: number): number {
    this.#times = this.#times.filter((time) => time > now - 1000)
    const oldest = this.#times.at(-this.most)
    return oldest === undefined ? now : oldest + 1000
  }
  take(now: number): void {
    this.#times.push(now)
  }
  unused(now: number): boolean {
    return this.#times.every((time) => time <= now - 1000)
  }
}

/** Whom a dial burdens. */
export interface Dialled {
  readonly host: string
  /** A private server that the admin has defined: only this process's own limit holds. */
  readonly own: boolean
}

interface Turn {
  readonly to: Dialled
  go(): void
}

/** Who may dial when: a restart with a thousand accounts must flood neither this process nor one server (N12). */
export class Dials {
  readonly #clock: Clock
  readonly #all: Window
  readonly #most: { readonly perSecond: number; readonly perHost: number }
  readonly #hosts = new Map<string, Window>()
  readonly #waiting = new Set<Turn>()
  #cancel: (() => void) | null = null

  constructor(clock: Clock, most: { perSecond: number; perHost: number } = { perSecond: 20, perHost: 5 }) {
    this.#clock = clock
    this.#all = new Window(most.perSecond)
    this.#most = most
  }

  /** Resolves when it is this dial's turn, or when `signal` says that nobody wants it any more. First in, first out per host. */
  turn(to: Dialled, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const turn: Turn = {
        to,
        go: () => {
          this.#waiting.delete(turn)
          signal.removeEventListener('abort', turn.go)
          resolve()
        },
      }
      if (signal.aborted) return resolve()
      signal.addEventListener('abort', turn.go)
      this.#waiting.add(turn)
      this.#pump()
    })
  }

  #pump(): void {
    this.#cancel?.()
    this.#cancel = null
    const now = this.#clock.now()
    let next = Number.POSITIVE_INFINITY
    for (const turn of this.#waiting) {
      const host = this.#host(turn.to)
      const free = Math.max(this.#all.free(now), host.free(now))
      if (free > now) {
        next = Math.min(next, free)
        if (this.#all.free(now) > now) break
        continue
      }
      this.#all.take(now)
      host.take(now)
      turn.go()
    }
    for (const [name, host] of this.#hosts) if (host.unused(now)) this.#hosts.delete(name)
    if (this.#waiting.size > 0) this.#cancel = this.#clock.after(next - now, () => this.#pump())
  }

  #host({ host, own }: Dialled): Window {
    const known = this.#hosts.get(host)
    if (known) return known
    const fresh = new Window(own ? this.#most.perSecond : this.#most.perHost)
    this.#hosts.set(host, fresh)
    return fresh
  }
}
