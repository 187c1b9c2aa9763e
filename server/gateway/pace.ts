/** How many commands of one browser are carried out at once, and how many more may wait; an honest browser stays far below. */
const mostAtOnce = 8
const mostWaiting = 256

interface Browser {
  /** Resolves when the browser has taken what was sent. */
  drained(): Promise<void>
  /** It asks without end and does not listen. */
  hangUp(): void
}

export interface Pace {
  /** `command` resolves when its answer has been written. */
  ask(command: () => Promise<void>): void
  /** What still waits is not carried out any more. */
  stop(): void
}

/**
 * Carries out what one browser asks, in its order and no faster than it takes the answers: those of somebody who asks and does
 * not read would fill the memory.
 */
export function createPace({ drained, hangUp }: Browser): Pace {
  const waiting: (() => Promise<void>)[] = []
  let underWay = 0
  const next = () => {
    const command = underWay < mostAtOnce ? waiting.shift() : undefined
    if (!command) return
    underWay++
    void command()
      .then(drained)
      .then(() => {
        underWay--
        next()
      })
  }
  return {
    ask: (command) => {
      if (waiting.length >= mostWaiting) return hangUp()
      waiting.push(command)
      next()
    },
    stop: () => {
      waiting.length = 0
    },
  }
}
