'use client'
import { useState } from 'react'
import { useMe } from '../../client/hooks.ts'
import type { Me } from '../../contract/entities.ts'
import { limits } from '../../contract/limits.ts'
import { useSubmit } from '../shell/use-submit.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useText } from '../ui/text.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useToast } from '../ui/toast.tsx'
import { KeepAccount } from './keep-account.tsx'

export function Profile() {
  const me = useMe()
  if (!me) return null
  return (
    <>
      <ProfileForm me={me} />
      {me.guest && <KeepAccount />}
    </>
  )
}

function ProfileForm({ me }: { me: Me }) {
  const t = useText()
  const toast = useToast()
  const { busy, failure, submit } = useSubmit()
  const [name, setName] = useState(me.name)
  const [status, setStatus] = useState(me.status)
  const changed = { name: name.trim() !== me.name, status: status.trim() !== me.status }
  const save = async () => {
    const answers = [
      ...(changed.name ? [await submit('me.update', { name })] : []),
      ...(changed.status ? [await submit('presence.set', { show: me.show, status: status.trim() })] : []),
    ]
    if (answers.every((answer) => answer.ok)) toast(t('settings.saved'))
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      className="flex flex-col gap-4"
    >
      <Who me={me} />
      <TextField
        label={t('entry.name')}
        hint={t('entry.nameHint')}
        autoComplete="name"
        maxLength={limits.nameLength}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={t('presence.status')}
        hint={t('presence.statusHint')}
        maxLength={limits.statusLength}
        value={status}
        onChange={(event) => setStatus(event.target.value)}
      />
      {failure && <Notice>{failure.message}</Notice>}
      <Button type="submit" look="primary" busy={busy} disabled={!name.trim() || !(changed.name || changed.status)} className="self-start">
        {t('common.save')}
      </Button>
    </form>
  )
}

function Who({ me }: { me: Me }) {
  const t = useText()
  return (
    <div className="flex items-center gap-3">
      <Avatar name={me.name} seed={me.login ?? me.id} picture={me.avatar} size={48} />
      <div className="min-w-0">
        <p className="truncate font-semibold">{me.name}</p>
        <p className="truncate text-ink-muted text-sm">{me.login ? t('settings.login', { login: me.login }) : t('common.guest')}</p>
      </div>
    </div>
  )
}
