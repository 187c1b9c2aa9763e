'use client'
import { useClient, useStretch } from '../../client/hooks.ts'
import type { Conversation } from '../../contract/entities.ts'
import { Button } from '../ui/button.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useText } from '../ui/text.tsx'

/** Px; the same whatever is shown, so that nothing jumps when the last old messages come. */
export const topHeight = 96

/** Above the oldest message: that more is coming, that it cannot be had, or that this is the beginning. */
export function ListTop({ conversation, empty }: { conversation: Conversation; empty: boolean }) {
  const t = useText()
  const client = useClient()
  const { start, failed } = useStretch(conversation.id)
  return (
    <div style={{ height: topHeight }} className="flex shrink-0 flex-col justify-end px-4 pb-2">
      {failed ? (
        <p role="alert" className="flex items-center justify-center gap-2 text-ink-muted text-sm">
          {t('conversation.failedToLoad')} {failed}
          <Button size="small" onClick={() => void client.loadOlder(conversation.id)}>
            {t('common.retry')}
          </Button>
        </p>
      ) : start ? (
        <p className="text-center text-ink-muted text-sm">{t(empty ? 'conversation.empty' : 'conversation.beginning')}</p>
      ) : (
        <div className="flex flex-col gap-2">
          <Skeleton className="h-4 w-1/3" />
          <Skeleton className="h-4 w-2/3" />
          <Skeleton className="h-4 w-1/2" />
        </div>
      )}
    </div>
  )
}
