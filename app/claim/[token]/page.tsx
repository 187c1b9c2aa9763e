import type { Metadata } from 'next'
import { createText } from '../../../client/i18n/text.ts'
import { ClaimPage } from '../../../components/entry/claim-page.tsx'
import { preferences } from '../../preferences.ts'

interface Props {
  params: Promise<{ token: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = createText((await preferences()).language)
  return { title: t('entry.claimTitle'), robots: { index: false }, referrer: 'no-referrer' }
}

export default async function Page({ params }: Props) {
  return <ClaimPage token={(await params).token} />
}
