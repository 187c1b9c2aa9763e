'use client'
import { useEffect } from 'react'
import { useClient } from '../../client/hooks.ts'
import { sortConversations } from '../../client/selectors.ts'
import { useDialogs } from './dialogs.tsx'
import { isTyping } from './keys.ts'
import { addressOf, useNavigation } from './navigation.tsx'
import { nextUnread } from './next-unread.ts'

/** Something modal or a menu is open and has the keyboard. */
const isCovered = () => document.querySelector('dialog[open], [popover="auto"]:popover-open') !== null

const isJump = (event: KeyboardEvent) =>
  (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k'

/** The keys that work everywhere on the page. */
export function useShortcuts() {
  const { state } = useClient()
  const { open } = useDialogs()
  const { conversation, show, leave } = useNavigation()
  useEffect(() => {
    const walk = (step: 1 | -1) => {
      const next = nextUnread(sortConversations(state.get().conversations), conversation, step)
      if (next) show(next)
    }
    const back = () => {
      if (!conversation) return
      leave()
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`a[href="${addressOf(conversation)}"]`)?.focus())
    }
    const act = (event: KeyboardEvent): (() => void) | null => {
      if (isJump(event)) return () => open({ kind: 'jump' })
      if (event.altKey && event.key === 'ArrowDown') return () => walk(1)
      if (event.altKey && event.key === 'ArrowUp') return () => walk(-1)
      if (event.key === 'Escape') return back
      return event.key === '?' && !isTyping(event.target) ? () => open({ kind: 'shortcuts' }) : null
    }
    const onKey = (event: KeyboardEvent) => {
      const action = event.defaultPrevented || event.isComposing || isCovered() ? null : act(event)
      if (!action) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [state, open, conversation, show, leave])
}
