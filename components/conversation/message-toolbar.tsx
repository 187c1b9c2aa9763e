'use client'
import { Ellipsis, Reply, SmilePlus } from 'lucide-react'
import { useState } from 'react'
import type { Message } from '../../contract/entities.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { MenuButton } from '../ui/menu-button.tsx'
import { useText } from '../ui/text.tsx'
import { useComposing } from './composing.tsx'
import { EmojiPalette } from './emoji-palette.tsx'
import { useMessageActions } from './use-message-actions.ts'

/** The buttons of the message that has the pointer or the focus. */
export function MessageToolbar({ message }: { message: Message }) {
  const t = useText()
  const { reply } = useComposing()
  const { allowed, items, react } = useMessageActions(message)
  const [palette, setPalette] = useState<Element | null>(null)
  if (!Object.values(allowed).some(Boolean)) return null
  return (
    <div className="flex rounded-lg bg-raised p-0.5 shadow-raised">
      {allowed.react && (
        <IconButton size="small" icon={SmilePlus} label={t('conversation.react')} onClick={(event) => setPalette(event.currentTarget)} />
      )}
      {allowed.reply && <IconButton size="small" icon={Reply} label={t('conversation.reply')} onClick={() => reply(message)} />}
      <MenuButton size="small" icon={Ellipsis} label={t('conversation.actions')} items={items} />
      {palette && <EmojiPalette anchor={palette} onChoose={react} onClose={() => setPalette(null)} />}
    </div>
  )
}
