import type { Contact } from '../../../contract/entities.ts'
import type { Relation } from './book.ts'

/** What becomes of two people's entries for each other. Pure; `gone` is off the list, null leaves an entry as it is. */

type State = Contact['state']
export type Side = Pick<Relation, 'state' | 'blocked'> | null
export interface Outcome {
  readonly mine: State | 'gone'
  readonly theirs: State | 'gone' | null
}

/** I want to be on their list. Someone who blocks me hears nothing of it, and I do not hear that he blocks me. */
export function asking(mine: Side, theirs: Side): Outcome {
  if (theirs?.blocked) return { mine: mine?.state === 'both' ? 'both' : 'asked', theirs: null }
  const wanted = mine?.state === 'asks' || theirs?.state === 'asked' || theirs?.state === 'both'
  return wanted ? { mine: 'both', theirs: 'both' } : { mine: 'asked', theirs: 'asks' }
}

export function answering(accept: boolean, theirs: Side): Outcome {
  if (accept) return { mine: 'both', theirs: 'both' }
  return { mine: 'gone', theirs: theirs && 'none' }
}

/** I want them off my list. A block outlives the entry's removal; only unblocking ends it. */
export function removing(mine: Side, theirs: Side): Outcome {
  return { mine: mine?.blocked ? 'none' : 'gone', theirs: left(theirs) }
}

function left(theirs: Side): Outcome['theirs'] {
  if (theirs === null) return null
  return theirs.state === 'asks' && !theirs.blocked ? 'gone' : 'none'
}
