'use client'
import { SendHorizontal, Smile } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { useAbilities, useMe } from '../../client/hooks.ts'
import type { Conversation } from '../../contract/entities.ts'
import { useComposing } from '../conversation/composing.tsx'
import { EmojiPalette } from '../conversation/emoji-palette.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { useText } from '../ui/text.tsx'
import { BytesLeft, byteLimit, bytesLeft } from './bytes-left.tsx'
import { closedEmoji } from './completion.ts'
import { CompletionList } from './completion-list.tsx'
import { ModeBar } from './mode-bar.tsx'
import { useCompletion } from './use-completion.ts'
import { useField } from './use-field.ts'
import { useLastOwn, useSending } from './use-sending.ts'

interface Props {
  conversation: Conversation
  text: string
  onText(text: string): void
  onSent?(): void
  onFocus?(on: boolean): void
}

export function Field({ conversation, text, onText, onSent, onFocus }: Props) {
  const t = useText()
  const listId = useId()
  const { mode, cancel } = useComposing()
  const field = useField({ text, onText, answering: mode.kind === 'reply' ? mode.message.id : null })
  const completion = useCompletion(conversation, { text, caret: field.caret, set: field.set })
  const limit = byteLimit(useAbilities(conversation.id)?.textBytes)
  const left = bytesLeft(text, limit)
  const sendable = text.trim() !== '' && left >= 0
  const send = useSend(conversation, onSent)
  const onKey = useKeys({ conversation, text, send: () => sendable && send(text), take: completion.onKey })
  return (
    <div className="relative shrink-0 px-3 pb-3">
      <CompletionList id={listId} completions={completion.completions} active={completion.active} onChoose={completion.choose} />
      <div className="rounded-lg border border-line-strong/60 bg-canvas focus-within:border-accent-text">
        <ModeBar mode={mode} onCancel={cancel} />
        <div className="flex items-end gap-0.5 p-1">
          <textarea
            ref={field.ref}
            rows={1}
            dir="auto"
            data-composer
            aria-label={t('composer.label', { title: conversation.title })}
            placeholder={t('composer.placeholder')}
            aria-controls={completion.completions.length > 0 ? listId : undefined}
            aria-autocomplete="list"
            aria-activedescendant={completion.completions.length > 0 ? `${listId}-${completion.active}` : undefined}
            value={text}
            onChange={(event) => field.change(event.target, closedEmoji)}
            onSelect={field.select}
            onKeyDown={onKey}
            onFocus={() => onFocus?.(true)}
            onBlur={() => onFocus?.(false)}
            className="max-h-42 min-h-8 flex-1 resize-none overflow-y-auto bg-transparent px-2 py-1.5 text-base leading-5 outline-none max-sm:text-lg"
          />
          <BytesLeft left={left} limit={limit} />
          <EmojiButton onChoose={field.insert} />
          <IconButton
            icon={SendHorizontal}
            label={t('common.send')}
            disabled={!sendable}
            onClick={() => void send(text)}
            className="text-accent-text rtl:-scale-x-100"
          />
        </div>
      </div>
    </div>
  )
}

function EmojiButton({ onChoose }: { onChoose(emoji: string): void }) {
  const t = useText()
  const [anchor, setAnchor] = useState<Element | null>(null)
  return (
    <>
      <IconButton icon={Smile} label={t('composer.emoji')} onClick={(event) => setAnchor(event.currentTarget)} className="max-sm:hidden" />
      {anchor && <EmojiPalette anchor={anchor} onChoose={onChoose} onClose={() => setAnchor(null)} />}
    </>
  )
}

function useSend(conversation: Conversation, onSent: Props['onSent']) {
  const send = useSending(conversation)
  return async (text: string) => {
    if (await send(text.trim())) onSent?.()
  }
}

interface Keys {
  conversation: Conversation
  text: string
  send(): unknown
  take(event: KeyboardEvent): boolean
}

function useKeys({ conversation, text, send, take }: Keys) {
  const enterSends = useMe()?.settings.enterSends ?? true
  const { mode, edit, cancel } = useComposing()
  const lastOwn = useLastOwn(conversation)
  return (event: KeyboardEvent) => {
    if (take(event) || event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey && (enterSends || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      send()
    } else if (event.key === 'Escape' && mode.kind !== 'write') {
      event.stopPropagation()
      cancel()
    } else if (event.key === 'ArrowUp' && text === '' && mode.kind === 'write' && !event.altKey) {
      const message = lastOwn()
      if (!message) return
      event.preventDefault()
      edit(message)
    }
  }
}
