import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { defaultLanguage } from '@/server/domain/default-language'
import { env } from '@/server/env'
import { type ErrorWords, SpokenErrors } from './_components/error-words'
import { socialCard } from './_i18n/social-card'
import './globals.css'

const sourceSans = localFont({
  src: '../node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
  weight: '200 900',
  display: 'swap',
  variable: '--font-source-sans',
})

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('site')
  return {
    title: { default: t('title'), template: `%s · ${t('name')}` },
    description: t('description'),
    applicationName: t('name'),
    // Canonical links and pictures are named by the site's one address, whatever way a page was asked for.
    metadataBase: new URL(env().appUrl),
    openGraph: await socialCard(),
    twitter: { card: 'summary_large_image' },
    formatDetection: { telephone: false },
  }
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#0b1220' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('site')
  const words = await errorWords()
  return (
    <html lang={await getLocale()} className={sourceSans.variable} suppressHydrationWarning>
      <body>
        <a className="skip-link" href="#main">
          {t('skip')}
        </a>
        {words ? <SpokenErrors words={words}>{children}</SpokenErrors> : children}
      </body>
    </html>
  )
}

/** What an error is told with, unless every page carries it already. */
async function errorWords(): Promise<ErrorWords | null> {
  if ((await getLocale()) === defaultLanguage) return null
  const t = await getTranslations('error')
  return {
    title: t('title'),
    text: t('text'),
    awayTitle: t('awayTitle'),
    awayText: t('awayText'),
    awayForm: t('awayForm'),
    reference: t('reference'),
    tryAgain: t('tryAgain'),
    toHome: t('toHome'),
  }
}
