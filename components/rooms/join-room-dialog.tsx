'use client'
import { useState } from 'react'
import { AccountChoice, useAccountChoice } from '../accounts/account-choice.tsx'
import type { DialogProps } from '../shell/dialogs.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { useText } from '../ui/text.tsx'
import { TextField } from '../ui/text-field.tsx'
import { DirectoryList } from './directory-list.tsx'
import { roomChoices } from './room-choices.ts'
import { RoomPassword } from './room-password.tsx'
import { useDirectory } from './use-directory.ts'
import { useJoin } from './use-join.ts'

/** One field to find a public room, or to go to any room by its address. */
export default function JoinRoomDialog({ onClose }: DialogProps<'join-room'>) {
  const t = useText()
  const choice = useAccountChoice(({ rooms }) => rooms !== 'none')
  const [typed, setTyped] = useState('')
  const account = choice.account?.id ?? null
  const listed = choice.network !== null && choice.network.abilities.roomList !== 'none'
  const directory = useDirectory(listed ? account : null, typed.trim())
  const choices = roomChoices(typed.trim(), directory.rooms)
  const first = typed.trim() ? choices[0] : undefined
  const { busy, failure, join, locked } = useJoin(account, onClose)
  return (
    <Dialog title={t('roster.joinRoom')} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (first && !busy && !directory.loading) void join(first.address)
        }}
        className="flex flex-col gap-4"
      >
        <AccountChoice choice={choice} />
        <TextField
          label={t(listed ? 'rooms.nameOrAddress' : 'rooms.address')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={256}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          data-first
        />
      </form>
      {account ? (
        <DirectoryList
          account={account}
          choices={choices}
          first={first}
          directory={directory}
          busy={busy}
          onJoin={(address) => void join(address)}
        />
      ) : (
        <p className="mt-4 text-ink-muted text-sm">{t('rooms.noAccount')}</p>
      )}
      {failure && <Notice>{failure.message}</Notice>}
      {locked && <RoomPassword key={locked} busy={busy} onEnter={(password) => void join(locked, password)} />}
    </Dialog>
  )
}
