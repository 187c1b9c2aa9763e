'use client'
import { useConversations } from '../../client/hooks.ts'
import type { AccountId } from '../../contract/ids.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { RowSkeletons } from '../ui/skeleton.tsx'
import { useText } from '../ui/text.tsx'
import type { RoomChoice } from './room-choices.ts'
import type { Directory } from './use-directory.ts'

interface Props {
  account: AccountId
  choices: readonly RoomChoice[]
  /** Enter in the field chooses this one. */
  first: RoomChoice | undefined
  directory: Directory
  busy: boolean
  onJoin(address: string): void
}

/** The rooms there are to go to. */
export function DirectoryList({ account, choices, first, directory: { loading, failed, more }, busy, onJoin }: Props) {
  const t = useText()
  const joined = new Set(
    useConversations()
      .filter((conversation) => conversation.account === account && conversation.state === 'joined')
      .map(({ address }) => address),
  )
  return (
    <div className="-mx-2 mt-3 mb-3 h-72 overflow-y-auto" aria-busy={loading}>
      <ul aria-label={t('rooms.found')}>
        {choices.map((room) => (
          <RoomRow
            key={room.address}
            room={room}
            first={room === first}
            inside={joined.has(room.address)}
            busy={busy}
            onJoin={() => onJoin(room.address)}
          />
        ))}
      </ul>
      {choices.length === 0 && loading && <RowSkeletons count={4} />}
      {choices.length === 0 && !loading && !failed && <p className="px-2 py-3 text-ink-muted text-sm">{t('rooms.none')}</p>}
      {failed && <p className="px-2 py-3 text-danger text-sm">{failed}</p>}
      {more && (
        <Button look="plain" onClick={more} className="mx-2">
          {t('common.more')}
        </Button>
      )}
    </div>
  )
}

interface RowProps {
  room: RoomChoice
  first: boolean
  /** One is in there already. */
  inside: boolean
  busy: boolean
  onJoin(): void
}

function RoomRow({ room: { address, name, topic, people, listed }, first, inside, busy, onJoin }: RowProps) {
  const t = useText()
  const about = [people > 0 && t('conversation.members', { count: people }), topic].filter(Boolean).join(' · ')
  return (
    <li className={classNames('flex h-14 items-center gap-3 rounded-md px-2', first && 'bg-selected')}>
      <Avatar name={name} seed={address} room />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium" title={address}>
          {name}
        </span>
        <span className="block truncate text-ink-muted text-sm">{listed ? about || address : t('rooms.byAddress')}</span>
      </span>
      <Button
        size="small"
        look={first ? 'primary' : 'quiet'}
        disabled={busy}
        onClick={onJoin}
        aria-label={t(inside ? 'rooms.openRoom' : 'rooms.joinRoom', { name })}
      >
        {t(inside ? 'rooms.open' : 'rooms.join')}
      </Button>
    </li>
  )
}
