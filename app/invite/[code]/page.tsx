import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { createText } from '../../../client/i18n/text.ts'
import { InvitePage } from '../../../components/entry/invite-page.tsx'
import { preferences } from '../../preferences.ts'

interface Props {
  params: Promise<{ code: string }>
}

/** The code lets people in: no page may pass it on, no index may keep it. */
export async function generateMetadata(): Promise<Metadata> {
  const t = createText((await preferences()).language)
  return { title: t('entry.inviteTitle'), robots: { index: false }, referrer: 'no-referrer' }
}

export default async function Page({ params }: Props) {
  const [{ code }, head] = await Promise.all([params, headers()])
  return <InvitePage code={code} signedIn={Boolean(head.get('x-parley-user'))} />
}
