'use client'
import { Plus } from 'lucide-react'
import { useAccounts, useMe, useNetworks } from '../../client/hooks.ts'
import { readServer } from '../entry/ask.ts'
import { useAsked } from '../entry/use-asked.ts'
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
  if (me?.guest) return <GuestHint />
  return (
    <Button onClick={() => open({ kind: 'login', account: null })} className="self-start">
      <Plus aria-hidden className="size-4" />
      {t('accounts.link')}
    </Button>
  )
}

/** The way out is only told where there is one: not every server lets everybody take a login. */
function GuestHint() {
  const t = useText()
  const { answer } = useAsked(readServer)
  const mayKeep = answer?.ok && answer.result.signUp === 'open'
  return <p className="text-ink-muted text-sm">{t(mayKeep ? 'accounts.guestMayKeep' : 'accounts.guest')}</p>
}
