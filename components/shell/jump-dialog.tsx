import { type KeyboardEvent, useDeferredValue, useId, useMemo, useState } from 'react'
import { useContacts, useConversations } from '../../client/hooks.ts'
import { Avatar } from '../ui/avatar.tsx'
import { classNames } from '../ui/class-names.ts'
import { Dialog } from '../ui/dialog.tsx'
import { controlLook } from '../ui/field.tsx'
import { useText } from '../ui/text.tsx'
import type { DialogProps } from './dialogs.tsx'
import { type JumpTarget, jumpTargets } from './jump-targets.ts'
import { useNavigation } from './navigation.tsx'
import { useChat } from './use-chat.ts'

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

/** A combobox over everybody: the focus stays in the field, the arrows walk the list (ARIA APG, "Combobox"). */
export function JumpDialog({ onClose }: DialogProps<'jump'>) {
  const t = useText()
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const targets = useTargets(useDeferredValue(typed))
  const go = useGo(onClose)
  const onKey = (event: KeyboardEvent) => {
    const target = targets[active]
    if (event.key === 'Enter' && target) go(target)
    const step = steps[event.key]
    if (!step || targets.length === 0) return
    event.preventDefault()
    setActive((active + step + targets.length) % targets.length)
  }
  return (
    <Dialog title={t('shell.jump')} onClose={onClose} light>
      <input
        role="combobox"
        aria-label={t('shell.jumpHint')}
        placeholder={t('shell.jumpHint')}
        aria-expanded={targets.length > 0}
        aria-controls={listId}
        aria-activedescendant={targets[active] ? `${listId}-${active}` : undefined}
        autoComplete="off"
        value={typed}
        onKeyDown={onKey}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
        }}
        className={controlLook}
      />
      <div id={listId} role="listbox" aria-label={t('shell.jump')} className="-mx-2 mt-2 h-80 overflow-y-auto">
        {targets.map((target, index) => (
          <Option key={target.id} id={`${listId}-${index}`} target={target} active={index === active} onChoose={() => go(target)} />
        ))}
        {targets.length === 0 && <p className="p-4 text-center text-ink-muted">{t('shell.jumpNothing')}</p>}
      </div>
    </Dialog>
  )
}

function useTargets(typed: string) {
  const conversations = useConversations()
  const contacts = useContacts()
  return useMemo(() => jumpTargets(conversations, contacts, typed), [conversations, contacts, typed])
}

function useGo(onClose: () => void) {
  const { show } = useNavigation()
  const chat = useChat()
  return (target: JumpTarget) => {
    onClose()
    if (target.conversation) show(target.conversation.id)
    else void chat(target.contact.account, target.contact.address)
  }
}

interface OptionProps {
  id: string
  target: JumpTarget
  active: boolean
  onChoose(): void
}

function Option({ id, target, active, onChoose }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      ref={active ? (row) => row?.scrollIntoView({ block: 'nearest' }) : undefined}
      onClick={onChoose}
      className={classNames('flex h-11 cursor-pointer items-center gap-3 rounded-md px-2', active ? 'bg-selected' : 'hover:bg-hover')}
    >
      <Avatar name={target.name} seed={target.address} picture={target.avatar} size={28} room={target.conversation?.kind === 'room'} />
      <span className="min-w-0 flex-1 truncate">{target.name}</span>
      <span className="max-w-1/2 truncate text-ink-muted text-xs">{target.address}</span>
    </div>
  )
}
