'use client'
import { ExternalLink } from 'lucide-react'
import { useEffect } from 'react'
import type { LoginStep } from '../../contract/login.ts'
import { Button } from '../ui/button.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { useText } from '../ui/text.tsx'
import type { Login } from './use-login.ts'

interface Props<Ask extends LoginStep['ask']> {
  step: Extract<LoginStep, { ask: Ask }>
  login: Login
  onClose(): void
}

/** A step that happens on another page. */
export function LoginVisit({ step, login, onClose }: Props<'visit'>) {
  const t = useText()
  return (
    <FormDialog
      title={step.title}
      action={t('accounts.visited')}
      busy={login.busy}
      failed={login.failed}
      onSubmit={() => void login.next({})}
      onClose={onClose}
    >
      <p>{t('accounts.visitHint')}</p>
      <a
        href={step.url}
        target="_blank"
        rel="noopener noreferrer"
        data-first
        className="wrap-anywhere inline-flex items-center gap-2 font-medium text-accent-text underline"
      >
        <ExternalLink aria-hidden className="size-4 shrink-0" />
        {new URL(step.url).host}
      </a>
    </FormDialog>
  )
}

/** A step that happens on another device; it is asked again and again whether it has. */
export function LoginScan({ step, login, onClose }: Props<'scan'>) {
  const t = useText()
  const { next, failed } = login
  useEffect(() => {
    if (failed) return
    const timer = setTimeout(() => void next({}), step.waitMs)
    return () => clearTimeout(timer)
  }, [step, next, failed])
  return (
    <Dialog title={step.title} onClose={onClose} footer={<Button onClick={onClose}>{t('common.cancel')}</Button>}>
      <div className="flex flex-col gap-4">
        <p>{t('accounts.scanHint')}</p>
        <CopyField label={t('accounts.code')} value={step.data} />
        {failed ? (
          <Notice>{failed}</Notice>
        ) : (
          <p role="status" className="flex items-center gap-2 text-ink-muted text-sm">
            <Spinner /> {t('accounts.scanWaiting')}
          </p>
        )}
      </div>
    </Dialog>
  )
}
