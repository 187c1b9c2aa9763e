'use client'
import { useState } from 'react'
import type { ConversationId } from '../../contract/ids.ts'
import { useSubmit } from '../shell/use-submit.ts'
import { Button } from '../ui/button.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Select } from '../ui/select.tsx'
import { useText } from '../ui/text.tsx'

const dayMs = 86_400_000
const spans = { day: dayMs, week: 7 * dayMs, forEver: undefined } as const
type Span = keyof typeof spans

/** Makes a link: into a room, or (null) to a chat with this user. Another span makes another link. */
export function InviteLink({ conversation }: { conversation: ConversationId | null }) {
  const t = useText()
  const { busy, failure, submit } = useSubmit()
  const [span, setSpan] = useState<Span>('week')
  const [url, setUrl] = useState<string | null>(null)
  const create = async () => {
    const forMs = spans[span]
    const answer = await submit('invite.create', { ...(conversation && { conversation }), ...(forMs && { forMs }) })
    if (answer.ok) setUrl(answer.result.url)
  }
  const choose = (next: Span) => {
    setSpan(next)
    setUrl(null)
  }
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-muted text-sm">{t(conversation ? 'invites.linkHintRoom' : 'invites.linkHint')}</p>
      <Select
        label={t('invites.works')}
        value={span}
        choices={(Object.keys(spans) as Span[]).map((value) => ({ value, label: t(`invites.${value}`) }))}
        onChoose={choose}
        disabled={busy}
      />
      {failure && <Notice>{failure.message}</Notice>}
      {url ? (
        <CopyField label={t('invites.link')} value={url} />
      ) : (
        <Button look="primary" busy={busy} onClick={() => void create()} data-first className="self-start">
          {t('invites.create')}
        </Button>
      )}
    </div>
  )
}
