'use client'
import { useConversations } from '../../client/hooks.ts'
import type { RoomListing } from '../../contract/entities.ts'
import type { AccountId } from '../../contract/ids.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { RowSkeletons } from '../ui/skeleton.tsx'
import { useText } from '../ui/text.tsx'
import type { Directory } from './use-directory.ts'

interface Props {
  account: AccountId
  typed: string
  directory: Directory
  busy: boolean
  onJoin(address: string): void
}

/** The rooms there are, and last the one that was typed, which need not be listed. */
export function DirectoryList({ account, typed, directory: { rooms, loading, failed, more }, busy, onJoin }: Props) {
  const t = useText()
  const joined = new Set(
    useConversations()
      .filter((conversation) => conversation.account === account && conversation.state === 'joined')
      .map(({ address }) => address),
  )
  const isListed = rooms.some(({ address, name }) => address === typed || name === typed)
  return (
    <div className="-mx-2 mt-3 mb-3 h-72 overflow-y-auto" aria-busy={loading}>
      <ul aria-label={t('rooms.found')}>
        {rooms.map((room) => (
          <ListingRow key={room.address} room={room} inside={joined.has(room.address)} busy={busy} onJoin={() => onJoin(room.address)} />
        ))}
        {typed && !isListed && !loading && (
          <ListingRow
            room={{ address: typed, name: typed, topic: t('rooms.byAddress'), people: 0 }}
            inside={false}
            busy={busy}
            onJoin={() => onJoin(typed)}
          />
        )}
      </ul>
      {rooms.length === 0 && loading && <RowSkeletons count={4} />}
      {rooms.length === 0 && !loading && !typed && !failed && <p className="px-2 py-3 text-ink-muted text-sm">{t('rooms.none')}</p>}
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
  room: RoomListing
  /** One is in there already. */
  inside: boolean
  busy: boolean
  onJoin(): void
}

function ListingRow({ room: { address, name, topic, people }, inside, busy, onJoin }: RowProps) {
  const t = useText()
  const second = [people > 0 && t('conversation.members', { count: people }), topic].filter(Boolean).join(' · ')
  return (
    <li className="flex h-14 items-center gap-3 rounded-md px-2 hover:bg-hover">
      <Avatar name={name} seed={address} room />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium" title={address}>
          {name}
        </span>
        <span className="block truncate text-ink-muted text-sm">{second || address}</span>
      </span>
      <Button size="small" disabled={busy} onClick={onJoin} aria-label={t(inside ? 'rooms.openRoom' : 'rooms.joinRoom', { name })}>
        {t(inside ? 'rooms.open' : 'rooms.join')}
      </Button>
    </li>
  )
}
