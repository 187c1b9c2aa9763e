import { Fragment } from 'react'
import { useMe } from '../../client/hooks.ts'
import type { TextKey } from '../../client/i18n/text.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useText } from '../ui/text.tsx'
import type { DialogProps } from './dialogs.tsx'
import { commandKey } from './keys.ts'

type Shortcut = readonly [meaning: TextKey & `shell.shortcut${string}`, ...combinations: (readonly string[])[]]

const shortcuts = (enterSends: boolean): readonly Shortcut[] => [
  ['shell.shortcutJump', [commandKey(), 'K']],
  ['shell.shortcutUnread', ['Alt', '↑'], ['Alt', '↓']],
  ['shell.shortcutClose', ['Esc']],
  ['shell.shortcutSend', enterSends ? ['Enter'] : [commandKey(), 'Enter']],
  ['shell.shortcutBreak', enterSends ? ['Shift', 'Enter'] : ['Enter']],
  ['shell.shortcutEdit', ['↑']],
  ['shell.shortcutHelp', ['?']],
]

export default function ShortcutsDialog({ onClose }: DialogProps<'shortcuts'>) {
  const t = useText()
  const enterSends = useMe()?.settings.enterSends ?? true
  return (
    <Dialog title={t('shell.shortcuts')} onClose={onClose} light>
      <dl className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-2.5">
        {shortcuts(enterSends).map(([meaning, ...combinations]) => (
          <Fragment key={meaning}>
            <dt>{t(meaning)}</dt>
            <dd className="flex justify-end gap-3">
              {combinations.map((keys) => (
                <Keys key={keys.join()} keys={keys} />
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  )
}

function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <span className="flex gap-1">
      {keys.map((key) => (
        <kbd
          key={key}
          className="min-w-6 rounded-sm border border-line bg-surface px-1.5 text-center font-sans text-ink-muted text-xs leading-5"
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
