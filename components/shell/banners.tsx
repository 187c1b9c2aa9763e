'use client'
import { useAccounts, usePhase } from '../../client/hooks.ts'
import type { Account } from '../../contract/entities.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { useText } from '../ui/text.tsx'
import { useDialogs } from './dialogs.tsx'
import { useCommand } from './use-command.ts'

/** What is not as it should be, each with the one button that mends it. */
export function Banners() {
  const accounts = useAccounts()
  return (
    <>
      <PhaseBanner />
      {accounts.map(
        (account) => account.enabled && account.needs && <NeedsBanner key={account.id} account={account} needs={account.needs} />,
      )}
    </>
  )
}

function PhaseBanner() {
  const t = useText()
  const phase = usePhase()
  if (phase === 'offline') return <Banner tone="warn">{t('shell.offline')}</Banner>
  if (phase === 'signed-out') {
    return <Banner action={<Button onClick={() => location.assign('/sign-in')}>{t('shell.signIn')}</Button>}>{t('shell.signedOut')}</Banner>
  }
  if (phase === 'update')
    return <Banner action={<Button onClick={() => location.reload()}>{t('shell.reload')}</Button>}>{t('shell.update')}</Banner>
  return null
}

function NeedsBanner({ account, needs }: { account: Account; needs: NonNullable<Account['needs']> }) {
  const t = useText()
  const run = useCommand()
  const { open } = useDialogs()
  const login = needs.action === 'login'
  const mend = () => (login ? open({ kind: 'login', account: account.id }) : void run('account.retry', { account: account.id }))
  const action = (
    <Button size="small" className="bg-canvas text-ink" onClick={mend}>
      {t(login ? 'shell.needsLogin' : 'shell.needsRetry')}
    </Button>
  )
  return (
    <Banner tone="danger" action={action}>
      {t('shell.accountNeeds', { account: account.address, why: needs.error.message })}
    </Banner>
  )
}
