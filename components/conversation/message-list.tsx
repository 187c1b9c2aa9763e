'use client'
import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { useClient, useStretch } from '../../client/hooks.ts'
import type { Conversation } from '../../contract/entities.ts'
import { useText } from '../ui/text.tsx'
import { useNow } from '../ui/use-now.ts'
import { ListTop, topHeight } from './list-top.tsx'
import { MessageRow } from './message-row.tsx'
import { NewestButton } from './newest-button.tsx'
import { useJump } from './use-jump.ts'
import { useRows } from './use-rows.ts'
import { useScroll } from './use-scroll.ts'

/** Px from the top at which older messages are asked for. */
const loadAheadPx = 800

export function MessageList({ conversation }: { conversation: Conversation }) {
  const t = useText()
  const now = useNow()
  const client = useClient()
  const list = useRef<VirtualizerHandle>(null)
  const box = useRef<HTMLDivElement>(null)
  const { id } = conversation
  const { start, loading, failed } = useStretch(id)
  const rows = useRows(conversation)
  const { shift, atBottom, onScroll, onResize, toBottom } = useScroll({ box, list }, rows)
  const { found, jump } = useJump(id, list)
  const onJump = useCallback((message: Parameters<typeof jump>[0]) => void jump(message), [jump])
  const older = () => {
    const near = box.current !== null && box.current.scrollTop < loadAheadPx
    if (near && !start && !loading && !failed) void client.loadOlder(id)
  }
  // A page may be too short to be scrolled.
  useEffect(older)
  useReading(conversation, atBottom, rows.length)
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={box}
        role="log"
        aria-label={t('conversation.messages', { title: conversation.title })}
        // Rows that scrolling brings in are not news.
        aria-live={atBottom ? 'polite' : 'off'}
        aria-relevant="additions"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        tabIndex={0}
        onKeyDown={(event) => walk(event, list.current)}
        onScroll={() => {
          onScroll()
          older()
        }}
        className="flex min-h-0 flex-1 flex-col overflow-y-auto overscroll-contain [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        <div className="grow" />
        <ListTop conversation={conversation} empty={rows.length === 0} />
        <Virtualizer ref={list} data={rows} shift={shift} startMargin={topHeight} scrollRef={box} onResize={onResize}>
          {(row, index) => <MessageRow key={row.id} {...row} index={index} now={now} found={row.id === found} onJump={onJump} />}
        </Virtualizer>
      </div>
      {!atBottom && <NewestButton conversation={conversation} onGo={toBottom} />}
    </div>
  )
}

/** What is at the bottom of the screen is read, if anybody is looking; the client knows whether somebody is. */
function useReading({ id, unread }: Conversation, atBottom: boolean, count: number) {
  const client = useClient()
  useEffect(() => {
    const read = () => {
      if (atBottom && count > 0 && unread > 0) client.read(id)
    }
    read()
    addEventListener('focus', read)
    return () => removeEventListener('focus', read)
  }, [client, id, atBottom, count, unread])
}

/** The arrows walk from message to message; from the list itself to the last one. */
function walk(event: KeyboardEvent<HTMLElement>, list: VirtualizerHandle | null) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  const target = event.target as HTMLElement
  const onList = target === event.currentTarget
  if (!step || event.altKey || !(onList || target.hasAttribute('data-row'))) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
  const next = onList ? rows.at(-1) : rows[rows.indexOf(target) + step]
  if (!next) return
  event.preventDefault()
  next.focus({ preventScroll: true })
  list?.scrollToIndex(Number(next.dataset.row), { align: 'nearest' })
}
