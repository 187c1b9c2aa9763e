import { NetworkError, type Session } from '../networks/network.ts'
import { asNetworkError } from './faults.ts'
import type { Log } from './log.ts'

interface GuardParts {
  readonly log: Log
  within<Result>(run: () => Result): Result
}
type Method = (...args: readonly unknown[]) => unknown

/**
 * A session as the rest of Parley may touch it (N14): whatever its methods do, the caller gets a promise, and errors are
 * NetworkErrors. Calls under way when the session ends are answered then, even if the session forgets them.
 */
export class Guard {
  readonly session: Session
  readonly #parts: GuardParts
  readonly #pending = new Set<(error: NetworkError) => void>()
  #over = false

  constructor(session: Session, parts: GuardParts) {
    this.#parts = parts
    this.session = this.#wrap(session)
  }

  end(): void {
    this.#over = true
    const error = new NetworkError('offline', 'The connection ended before the network answered.', { delivered: 'unknown' })
    for (const reject of [...this.#pending]) reject(error)
  }

  #wrap<Part extends object>(part: Part): Part {
    const wrapped = new Map<PropertyKey, unknown>()
    // Not a proxy of the part itself: of one that is frozen a proxy may not show anything else.
    return new Proxy({} as Part, {
      has: (_, name) => Reflect.has(part, name),
      get: (_, name) => {
        const known = wrapped.get(name)
        if (known) return known
        const value: unknown = Reflect.get(part, name, part)
        const made = typeof value === 'function' ? this.#method(part, value as Method) : this.#facet(value)
        // A facet that is missing may still come; what is there stays.
        if (made !== undefined) wrapped.set(name, made)
        return made
      },
    })
  }

  #facet(value: unknown): unknown {
    return typeof value === 'object' && value !== null ? this.#wrap(value) : value
  }

  #method(owner: object, method: Method): Method {
    return (...args) => {
      if (this.#over) return Promise.reject(new NetworkError('offline', 'This account is not connected at the moment.'))
      return new Promise((resolve, reject) => {
        const fail = (error: unknown) => {
          this.#pending.delete(fail)
          reject(this.#named(error))
        }
        const done = (value: unknown) => {
          this.#pending.delete(fail)
          resolve(value)
        }
        this.#pending.add(fail)
        // Inside a promise, so that what it throws at once is a rejection too.
        new Promise((call) => call(this.#parts.within(() => Reflect.apply(method, owner, args)))).then(done, fail)
      })
    }
  }

  #named(error: unknown): NetworkError {
    const named = asNetworkError(error)
    if (named.code === 'bug') this.#parts.log.error({ err: error }, 'a network threw what it should not')
    return named
  }
}
