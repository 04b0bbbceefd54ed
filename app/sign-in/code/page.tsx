import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { QuietPage } from '@/app/_components/quiet-page'
import { Button } from '@/app/_components/ui/button'
import { TextField } from '@/app/_components/ui/field'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { caller } from '@/app/_trpc/caller'
import { localPath } from '@/server/domain/local-path'
import { typedCodePattern } from '@/server/domain/people/mailed-codes'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sign-in')
  return { title: t('codeTitle'), robots: { index: false } }
}

type Props = { searchParams: Promise<{ next?: string; problem?: string }> }

export default async function SignInCodePage({ searchParams }: Props) {
  const query = await searchParams
  const next = localPath(query.next)
  const email = (await cookies()).get('plumbline.sign-in')?.value
  if (!email) redirect(`/sign-in?next=${encodeURIComponent(next)}`)
  const { mailbox } = await (await caller()).sessions.status()
  const t = await getTranslations('sign-in')
  return (
    <QuietPage>
      <PageHeading title={t('codeTitle')} lede={t('codeLede', { email })} />
      <form method="post" action="/api/sign-in/code" className="grid gap-4">
        <input type="hidden" name="next" value={next} />
        <TextField
          name="code"
          label={t('codeLabel')}
          hint={t('codeHint')}
          error={query.problem === 'code' ? t('problemCode') : undefined}
          inputMode="text"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          pattern={typedCodePattern}
          maxLength={20}
          className="max-w-56 text-xl tracking-widest"
          required
        />
        <div className="flex flex-wrap items-center gap-4">
          <Button variant="primary">{t('codeSend')}</Button>
          <Link
            href={`/sign-in?next=${encodeURIComponent(next)}`}
            className="link inline-flex min-h-11 items-center"
          >
            {t('otherAddress')}
          </Link>
        </div>
      </form>
      <p className="mt-6 text-muted">{t('noMail')}</p>
      {mailbox ? (
        <p className="mt-2">
          <Link href="/mailbox" className="link inline-flex min-h-11 items-center">
            {t('mailbox')}
          </Link>
        </p>
      ) : null}
    </QuietPage>
  )
}
