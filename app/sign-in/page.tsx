import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { createText } from '../../client/i18n/text.ts'
import { SignInPage } from '../../components/entry/sign-in-page.tsx'
import { preferences } from '../preferences.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: createText((await preferences()).language)('entry.signInTitle') }
}

export default async function Page() {
  if ((await headers()).get('x-parley-user')) redirect('/')
  return <SignInPage />
}
