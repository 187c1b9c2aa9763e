'use client'
import { Pencil, Reply, X } from 'lucide-react'
import type { Mode } from '../conversation/composing.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { useText } from '../ui/text.tsx'

/** Above the field while it answers or edits: which message, and the way back. */
export function ModeBar({ mode, onCancel }: { mode: Mode; onCancel(): void }) {
  const t = useText()
  if (mode.kind === 'write') return null
  const edit = mode.kind === 'edit'
  const Icon = edit ? Pencil : Reply
  return (
    <div className="flex items-center gap-2 ps-3 pe-1 pt-1 text-sm">
      <Icon aria-hidden className="size-3.5 shrink-0 text-accent-text rtl:-scale-x-100" />
      <span className="shrink-0 font-medium">{edit ? t('composer.editing') : t('composer.replyingTo', { name: mode.message.name })}</span>
      <span className="min-w-0 flex-1 truncate text-ink-muted">{mode.message.text}</span>
      <IconButton size="small" icon={X} label={t(edit ? 'composer.stopEdit' : 'composer.stopReply')} onClick={onCancel} />
    </div>
  )
}
