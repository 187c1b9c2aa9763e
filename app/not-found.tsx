'use client'
import { Compass } from 'lucide-react'
import { DeadEnd } from '../components/entry/dead-end.tsx'
import { Button } from '../components/ui/button.tsx'
import { useText } from '../components/ui/text.tsx'

export default function NotFound() {
  const t = useText()
  return (
    <DeadEnd icon={Compass} title={t('entry.notFoundTitle')} hint={t('entry.notFound')}>
      <Button onClick={() => location.assign('/')}>{t('entry.toStart')}</Button>
    </DeadEnd>
  )
}
