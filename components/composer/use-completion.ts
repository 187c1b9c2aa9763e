'use client'
import { type KeyboardEvent, useMemo, useState } from 'react'
import type { Conversation } from '../../contract/entities.ts'
import { useMembers } from '../conversation/use-members.ts'
import { type Completion, complete, emojiCompletions, personCompletions, startedAt } from './completion.ts'

interface Field {
  readonly text: string
  readonly caret: number
  set(text: string, caret: number): void
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

/** Suggestions for the word being typed. `onKey` says whether it took the key. */
export function useCompletion(conversation: Conversation, { text, caret, set }: Field) {
  const [active, setActive] = useState(0)
  const [dismissed, setDismissed] = useState('')
  const started = startedAt(text, caret)
  const members = useMembers(conversation, started?.kind === 'person')
  const completions = useMemo(() => {
    if (!started || text === dismissed) return []
    if (started.kind === 'emoji') return emojiCompletions(started.typed)
    const names = conversation.kind === 'room' ? members.list.map((member) => member.name) : [conversation.title]
    return personCompletions(names, started.typed)
  }, [started?.kind, started?.typed, text, dismissed, members.list, conversation.kind, conversation.title, started])
  const index = Math.min(active, completions.length - 1)
  const choose = ({ insert }: Completion) => {
    if (!started) return
    const done = complete(text, started, { insert, caret })
    setActive(0)
    set(done.text, done.caret)
  }
  const onKey = (event: KeyboardEvent): boolean => {
    const chosen = completions[index]
    if (!chosen || event.nativeEvent.isComposing) return false
    const step = steps[event.key]
    if (step) setActive((index + step + completions.length) % completions.length)
    else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') choose(chosen)
    else if (event.key === 'Escape') setDismissed(text)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  return { completions, active: index, choose, onKey }
}
