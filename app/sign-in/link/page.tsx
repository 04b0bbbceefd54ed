import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { QuietPage } from '@/app/_components/quiet-page'
import { Button } from '@/app/_components/ui/button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { localPath } from '@/server/domain/local-path'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sign-in')
  return { title: t('linkTitle'), robots: { index: false }, referrer: 'no-referrer' }
}

type Props = { searchParams: Promise<{ token?: string | string[]; next?: string }> }

/** Where a mailed link leads: opening it spends nothing, pressing the button signs in. */
export default async function SignInLinkPage({ searchParams }: Props) {
  const { token, next } = await searchParams
  if (typeof token !== 'string' || token.length > 200) redirect('/sign-in')
  const t = await getTranslations('sign-in')
  return (
    <QuietPage>
      <PageHeading title={t('linkTitle')} lede={t('linkLede')} />
      <form method="post" action="/api/sign-in/link">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="next" value={localPath(next)} />
        <Button variant="primary">{t('linkButton')}</Button>
      </form>
    </QuietPage>
  )
}
