'use client'
import { type SubmitEvent, useState } from 'react'
import type { SignedIn } from '../../contract/http.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useText } from '../ui/text.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useEntering } from './use-entering.ts'
import { useLoaded } from './use-loaded.ts'

interface Props {
  /** The code of the link that led here. */
  invite?: string | undefined
  /** The way in that the page recommends. */
  first?: boolean
  onIn(signed: SignedIn): void
}

/** In with one click: a name may be given, nothing has to be. */
export function GuestForm({ invite, first = false, onIn }: Props) {
  const t = useText()
  const loaded = useLoaded()
  const { busy, waiting, failed, submit } = useEntering('/api/guest', onIn)
  const [name, setName] = useState('')
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    void submit({ ...(name.trim() && { name }), ...(invite !== undefined && { invite }) })
  }
  return (
    <form method="post" onSubmit={send} noValidate className="flex flex-col gap-4">
      <TextField
        label={t('entry.guestName')}
        placeholder={t('common.optional')}
        name="nickname"
        autoComplete="nickname"
        maxLength={64}
        autoFocus={first}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {failed && <Notice>{failed.sentence}</Notice>}
      <Button
        type="submit"
        look={first ? 'primary' : 'quiet'}
        busy={busy}
        disabled={!loaded || waiting}
        className="h-9 pointer-coarse:h-11"
      >
        {t(first ? 'entry.joinAsGuest' : 'entry.tryAsGuest')}
      </Button>
    </form>
  )
}
