'use client'
import { TriangleAlert } from 'lucide-react'
import { DeadEnd } from '../components/entry/dead-end.tsx'
import { Button } from '../components/ui/button.tsx'
import { useText } from '../components/ui/text.tsx'

/** Something broke while drawing. What was typed is safe: drafts and unsent messages are kept outside of the page. */
export default function ErrorPage({ reset }: { reset(): void }) {
  const t = useText()
  return (
    <DeadEnd icon={TriangleAlert} title={t('entry.brokenTitle')} hint={t('entry.broken')}>
      <Button look="primary" onClick={reset}>
        {t('common.retry')}
      </Button>
      <Button onClick={() => location.assign('/')}>{t('entry.toStart')}</Button>
    </DeadEnd>
  )
}
