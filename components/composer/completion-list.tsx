'use client'
import { classNames } from '../ui/class-names.ts'
import { useText } from '../ui/text.tsx'
import type { Completion } from './completion.ts'

interface Props {
  id: string
  completions: readonly Completion[]
  active: number
  onChoose(completion: Completion): void
}

/** Above the field; the focus stays in the field (ARIA APG, "Combobox"). */
export function CompletionList({ id, completions, active, onChoose }: Props) {
  const t = useText()
  if (completions.length === 0) return null
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t('composer.completions')}
      className="absolute inset-x-3 bottom-full z-10 mb-1 max-w-80 animate-appear rounded-lg bg-raised p-1 shadow-raised"
    >
      {completions.map((completion, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
        <div
          key={completion.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(completion)}
          className={classNames(
            'flex h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 text-sm',
            index === active ? 'bg-selected' : 'hover:bg-hover',
          )}
        >
          {completion.symbol && <span className="text-lg">{completion.symbol}</span>}
          <span className="truncate">{completion.label}</span>
        </div>
      ))}
    </div>
  )
}
