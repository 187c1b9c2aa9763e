'use client'
import { useEffect } from 'react'
import { useAccounts, useNetworks } from '../../client/hooks.ts'
import type { DialogProps } from '../shell/dialogs.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useText } from '../ui/text.tsx'
import { useToast } from '../ui/toast.tsx'
import { LoginScan, LoginVisit } from './login-elsewhere.tsx'
import { LoginForm } from './login-form.tsx'
import { type LoginWay, LoginWays } from './login-ways.tsx'
import { type Login, useLogin } from './use-login.ts'

/** Links a new account, or signs in again to one. What is asked comes from the network, step by step. */
export default function LoginDialog({ request, onClose }: DialogProps<'login'>) {
  const t = useText()
  const toast = useToast()
  const login = useLogin()
  const { step } = login
  const finished = step?.ask === 'done'
  useEffect(() => {
    if (!finished) return
    toast(t('accounts.linked'))
    onClose()
  }, [finished, toast, t, onClose])
  if (step?.ask === 'form') return <LoginForm form={step} login={login} onClose={onClose} />
  if (step?.ask === 'visit') return <LoginVisit step={step} login={login} onClose={onClose} />
  if (step?.ask === 'scan') return <LoginScan step={step} login={login} onClose={onClose} />
  return finished ? null : <Begin request={request} login={login} onClose={onClose} />
}

/** Chooses the network, where there is a choice. */
function Begin({ request, login, onClose }: DialogProps<'login'> & { login: Login }) {
  const t = useText()
  const ways = useWays(request.account)
  const { start, busy, failed } = login
  const only = ways.length === 1 ? ways[0] : undefined
  const account = request.account
  const begin = (way: LoginWay) => void start({ network: way.network.id, flow: way.flow.id, ...(account && { account }) })
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins once, whatever is drawn again meanwhile
  useEffect(() => {
    if (only) begin(only)
  }, [])
  const retry = only && failed && <Button onClick={() => begin(only)}>{t('common.retry')}</Button>
  return (
    <Dialog title={t(account ? 'shell.needsLogin' : 'accounts.link')} onClose={onClose} footer={retry || undefined}>
      {failed && <Notice>{failed}</Notice>}
      {only ? !failed && <Skeleton className="h-40" /> : <LoginWays ways={ways} busy={busy} onChoose={begin} />}
    </Dialog>
  )
}

/** Every way to sign in, of all networks or of the account's own. */
function useWays(account: DialogProps<'login'>['request']['account']): LoginWay[] {
  const networks = useNetworks()
  const known = useAccounts().find(({ id }) => id === account)
  return networks
    .filter(({ id }) => !account || id === known?.network)
    .flatMap((network) => network.logins.map((flow) => ({ network, flow })))
}
