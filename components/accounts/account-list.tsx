'use client'
import { Plus } from 'lucide-react'
import { useAccounts, useMe, useNetworks } from '../../client/hooks.ts'
import { useDialogs } from '../shell/dialogs.tsx'
import { Button } from '../ui/button.tsx'
import { useText } from '../ui/text.tsx'
import { AccountRow } from './account-row.tsx'
import { isHome } from './home.ts'

/** All accounts, each with how it is and what can be done about it. */
export function AccountList() {
  const accounts = useAccounts()
  return (
    <>
      <ul className="flex flex-col divide-y divide-line">
        {accounts.map((account) => (
          <AccountRow key={account.id} account={account} />
        ))}
      </ul>
      <LinkAnother />
    </>
  )
}

function LinkAnother() {
  const t = useText()
  const me = useMe()
  const { open } = useDialogs()
  const linkable = useNetworks().some((network) => !isHome(network))
  if (!linkable) return <p className="text-ink-muted text-sm">{t('accounts.noNetworks')}</p>
  if (me?.guest) return <p className="text-ink-muted text-sm">{t('accounts.guest')}</p>
  return (
    <Button onClick={() => open({ kind: 'login', account: null })} className="self-start">
      <Plus aria-hidden className="size-4" />
      {t('accounts.link')}
    </Button>
  )
}
