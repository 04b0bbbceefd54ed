import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PostButton, RaterPage } from '@/app/_components/rating/rater-page'
import { TextField } from '@/app/_components/ui/field'
import { Notice } from '@/app/_components/ui/notice'
import { readProblem } from '@/app/_trpc/form-problem'
import { raterCaller } from '@/app/_trpc/rater-caller'
import { typedIn } from '@/app/_trpc/typed-in'
import { orFirstPage } from '../_components/link-of-rater'

type Props = {
  params: Promise<{ code: string }>
  searchParams: Promise<Record<string, string | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ratings.passing')
  return { title: t('link') }
}

/** One colleague answers instead: by a link mailed to them, or a code to print. */
export default async function PassOnPage({ params, searchParams }: Props) {
  const { code } = await params
  const query = await searchParams
  const caller = await raterCaller()
  const { asker, domain, reason } = await orFirstPage(code, caller.ratings.readPassing({ code }))
  const t = await getTranslations('ratings.passing')
  const refusals = await getTranslations('refusals.passing')
  const problem = readProblem(query)
  const here = `/r/${code}/pass-on`
  return (
    <RaterPage title={t('title')}>
      {problem && problem.field === null ? (
        <Notice kind="error" announce>
          {problem.message}
        </Notice>
      ) : null}
      {domain === null ? (
        <p className="rater-lede">{reason ? refusals(reason) : null}</p>
      ) : (
        <>
          <p className="rater-lede">{t('lead')}</p>
          <ul className="rater-note list-disc pl-5">
            <li>{t('ends')}</li>
            <li>{t('gone')}</li>
            <li>{t('asker', { asker })}</li>
          </ul>
          <form method="post" action={`${here}/mail`} className="rater-form">
            <TextField
              name="email"
              label={t('address')}
              hint={t('addressHint', { domain })}
              error={problem?.field === 'email' ? problem.message : undefined}
              defaultValue={typedIn(query).get('email')}
              inputMode="email"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={254}
              required
            />
            <button type="submit" className="btn btn-primary">
              {t('mail')}
            </button>
          </form>
          <section className="rater-next">
            <h2>{t('printTitle')}</h2>
            <p>{t('printText')}</p>
            <div className="rater-row">
              <PostButton action={`${here}/print`} label={t('print')} look="">
                <input type="hidden" name="printed" value={offeredCode()} />
              </PostButton>
            </div>
          </section>
        </>
      )}
      <p className="rater-out">
        <a href={`/r/${code}/rate`}>{t('back')}</a>
      </p>
    </RaterPage>
  )
}

/** As many random bits as any link has. */
function offeredCode(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString('base64url')
}
