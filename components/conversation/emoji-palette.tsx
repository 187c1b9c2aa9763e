'use client'
import { emoji } from '../composer/emoji.ts'
import { type Anchor, Popup } from '../ui/popup.tsx'
import { useText } from '../ui/text.tsx'

interface Props {
  anchor: Anchor
  onChoose(emoji: string): void
  onClose(): void
}

/** A small grid of emoji. */
export function EmojiPalette({ anchor, onChoose, onClose }: Props) {
  const t = useText()
  const choose = (symbol: string) => {
    onClose()
    onChoose(symbol)
  }
  return (
    <Popup anchor={anchor} onClose={onClose} end className="max-h-64 w-80">
      {/** biome-ignore lint/a11y/useSemanticElements: a group of buttons, not a form */}
      <div role="group" aria-label={t('composer.emoji')} className="grid grid-cols-8">
        {emoji.map(([name, symbol], index) => (
          <button
            key={name}
            type="button"
            data-first={index === 0 || undefined}
            title={name}
            aria-label={name.replaceAll('_', ' ')}
            onClick={() => choose(symbol)}
            className="flex size-9 items-center justify-center rounded-md text-xl hover:bg-hover focus-visible:-outline-offset-2"
          >
            {symbol}
          </button>
        ))}
      </div>
    </Popup>
  )
}
