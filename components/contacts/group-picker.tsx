'use client'
import { Check, Plus } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { limits } from '../../contract/limits.ts'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { controlLook } from '../ui/field.tsx'
import { useText } from '../ui/text.tsx'

interface Props {
  /** Every group there is. */
  known: readonly string[]
  chosen: readonly string[]
  onChange(chosen: string[]): void
}

/** Groups to be in: the ones there are, one click each, and a new one. */
export function GroupPicker({ known, chosen, onChange }: Props) {
  const t = useText()
  const labelId = useId()
  const all = [...new Set([...known, ...chosen])].sort(new Intl.Collator().compare)
  const toggle = (group: string) => onChange(chosen.includes(group) ? chosen.filter((one) => one !== group) : [...chosen, group])
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out like the labels beside it
    <div role="group" aria-labelledby={labelId} className="flex flex-col gap-2">
      <span id={labelId} className="font-medium text-sm">
        {t('details.groups')}
      </span>
      {all.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {all.map((group) => (
            <GroupChip key={group} name={group} on={chosen.includes(group)} onToggle={() => toggle(group)} />
          ))}
        </div>
      )}
      {chosen.length < limits.groups && <NewGroup onAdd={(group) => chosen.includes(group) || onChange([...chosen, group])} />}
    </div>
  )
}

function GroupChip({ name, on, onToggle }: { name: string; on: boolean; onToggle(): void }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onToggle}
      className={classNames(
        'inline-flex h-7 max-w-full items-center gap-1 rounded-full border px-2.5 text-sm',
        on ? 'border-accent-text bg-accent-soft' : 'border-line text-ink-muted hover:bg-hover',
      )}
    >
      {on && <Check aria-hidden className="size-3.5 shrink-0" />}
      <span className="truncate">{name}</span>
    </button>
  )
}

function NewGroup({ onAdd }: { onAdd(group: string): void }) {
  const t = useText()
  const [name, setName] = useState('')
  const add = () => {
    if (name.trim()) onAdd(name.trim())
    setName('')
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !name.trim()) return
    // The form around it must not be sent by this.
    event.preventDefault()
    add()
  }
  return (
    <div className="flex gap-2">
      <input
        aria-label={t('contacts.newGroup')}
        placeholder={t('contacts.newGroup')}
        maxLength={limits.nameLength}
        value={name}
        onKeyDown={onKey}
        onChange={(event) => setName(event.target.value)}
        className={controlLook}
      />
      <Button onClick={add} disabled={!name.trim()} className="h-9">
        <Plus aria-hidden className="size-4" />
        {t('contacts.addGroup')}
      </Button>
    </div>
  )
}
