import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { QuietPage } from '@/app/_components/quiet-page'
import { Button } from '@/app/_components/ui/button'
import { TextField } from '@/app/_components/ui/field'
import { Notice } from '@/app/_components/ui/notice'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { caller } from '@/app/_trpc/caller'
import { localPath } from '@/server/domain/local-path'
import { DemoPersonas } from './_components/demo-personas'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sign-in')
  return { title: t('title'), robots: { index: false } }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignInPage({ searchParams }: Props) {
  const query = await searchParams
  const next = localPath(first(query.next))
  const { signedIn, personas } = await (await caller()).sessions.status()
  if (signedIn) redirect(next === '/' ? '/o' : next)
  const t = await getTranslations('sign-in')
  const problem = first(query.problem)
  return (
    <QuietPage>
      <PageHeading title={t('title')} lede={t('lede')} />
      {problem === 'link' ? <Notice kind="error">{t('problemLink')}</Notice> : null}
      {problem === 'browser' ? <Notice kind="error">{t('problemBrowser')}</Notice> : null}
      <form method="post" action="/api/sign-in/request" className="mt-4 grid gap-4">
        <input type="hidden" name="next" value={next} />
        <TextField
          name="email"
          type="email"
          label={t('email')}
          hint={t('emailHint')}
          error={problem === 'address' ? t('problemAddress') : undefined}
          defaultValue={first(query.was) ?? ''}
          autoComplete="email"
          maxLength={254}
          required
        />
        <div>
          <Button variant="primary">{t('send')}</Button>
        </div>
      </form>
      <p className="mt-6 text-muted">{t('raterHint')}</p>
      {personas.length > 0 ? <DemoPersonas personas={personas} /> : null}
    </QuietPage>
  )
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
