'use client'
import { Ellipsis, LogIn, Trash2 } from 'lucide-react'
import { useNetwork } from '../../client/hooks.ts'
import type { Account } from '../../contract/entities.ts'
import { useDialogs } from '../shell/dialogs.tsx'
import { useCommand } from '../shell/use-command.ts'
import { Button } from '../ui/button.tsx'
import type { MenuItem } from '../ui/menu.tsx'
import { MenuButton } from '../ui/menu-button.tsx'
import { Toggle } from '../ui/switch.tsx'
import { useText } from '../ui/text.tsx'
import { isHome } from './home.ts'
import { LinkLine } from './link-line.tsx'
import { NetworkMark } from './network-mark.tsx'

export function AccountRow({ account }: { account: Account }) {
  const t = useText()
  const run = useCommand()
  const network = useNetwork(account.network)
  const { id, address, enabled } = account
  const home = network !== null && isHome(network)
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <NetworkMark mark={network?.mark ?? ''} />
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere font-medium">{address}</p>
        <p className="text-ink-muted text-xs">{home ? t('accounts.home') : (network?.name ?? account.network)}</p>
        <LinkLine account={account} />
      </div>
      <Mend account={account} />
      {!home && (
        <>
          <Toggle label={t('accounts.on', { address })} on={enabled} onChange={(on) => void run('account.enable', { account: id, on })} />
          <AccountMenu account={account} />
        </>
      )}
    </li>
  )
}

/** The one button for what an account needs. */
function Mend({ account: { id, enabled, needs } }: { account: Account }) {
  const t = useText()
  const run = useCommand()
  const { open } = useDialogs()
  if (!enabled || !needs) return null
  if (needs.action === 'login') {
    return (
      <Button size="small" look="primary" onClick={() => open({ kind: 'login', account: id })}>
        {t('shell.needsLogin')}
      </Button>
    )
  }
  return (
    <Button size="small" look="primary" onClick={() => void run('account.retry', { account: id })}>
      {t('shell.needsRetry')}
    </Button>
  )
}

function AccountMenu({ account: { id, address } }: { account: Account }) {
  const t = useText()
  const run = useCommand()
  const { open } = useDialogs()
  const remove = () =>
    open({
      kind: 'confirm',
      title: t('accounts.removeTitle', { address }),
      hint: t('accounts.removeHint'),
      action: t('common.remove'),
      run: () => run('account.remove', { account: id }),
    })
  const items: MenuItem[] = [
    { id: 'login', label: t('shell.needsLogin'), icon: LogIn, choose: () => open({ kind: 'login', account: id }) },
    { id: 'remove', label: t('accounts.remove'), icon: Trash2, danger: true, apart: true, choose: remove },
  ]
  return <MenuButton icon={Ellipsis} label={t('roster.actions', { name: address })} items={() => items} />
}
