import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import './globals.css'
import { languages } from '../client/i18n/languages.ts'
import { createText } from '../client/i18n/text.ts'
import { TextProvider } from '../components/ui/text.tsx'
import { ToastProvider } from '../components/ui/toast.tsx'
import { preferences } from './preferences.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = createText((await preferences()).language)
  return {
    title: t('common.product'),
    description: t('shell.description'),
    icons: [{ url: '/icon.svg', type: 'image/svg+xml' }],
    manifest: '/manifest.webmanifest',
  }
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  interactiveWidget: 'resizes-content',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f7f8' },
    { media: '(prefers-color-scheme: dark)', color: '#1b1c20' },
  ],
}

export default async function Layout({ children }: { children: ReactNode }) {
  const { language, theme } = await preferences()
  return (
    <html lang={language} dir={languages[language].direction} data-theme={theme ?? undefined} suppressHydrationWarning>
      <body>
        <TextProvider language={language}>
          <ToastProvider>{children}</ToastProvider>
        </TextProvider>
      </body>
    </html>
  )
}
