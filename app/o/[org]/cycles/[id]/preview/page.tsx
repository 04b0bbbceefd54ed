import '@/app/_styles/rater.css'
import '@/app/_styles/rate-card.css'
import '@/app/_styles/rate.css'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { cardQuestions } from '@/app/_components/rating/card-questions'
import { CompetencyCard } from '@/app/_components/rating/competency-card'
import { RaterIntro } from '@/app/_components/rating/rater-intro'
import { scaleChoices } from '@/app/_components/rating/scale-choices'
import { Button } from '@/app/_components/ui/button'
import { Mark } from '@/app/_components/ui/mark'
import { Notice } from '@/app/_components/ui/notice'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { pageData } from '@/app/_trpc/page-data'
import { withArticle } from '@/server/domain/asking/job-words'
import { mayDo } from '@/server/domain/permissions'

type Props = {
  params: Promise<{ org: string; id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('cycles.preview')
  return { title: t('title') }
}

/** What a rater gets: the mail, the first page and the first question, as they are made for them. Nothing here is sent or kept. */
export default async function PreviewPage({ params, searchParams }: Props) {
  const { org, id } = await params
  const query = await searchParams
  const { cycles, organizations } = await caller()
  const [preview, { organization }] = await Promise.all([
    pageData(cycles.preview({ org, cycleId: id })),
    pageData(organizations.frame({ org })),
  ])
  const t = await getTranslations('cycles.preview')
  const problem = readProblem(query)
  const { page } = preview
  return (
    <>
      <PageHeading
        kick={
          <Link
            href={`/o/${org}/cycles/${id}`}
            prefetch={false}
            className="link inline-flex min-h-11 items-center"
          >
            <Said>{preview.title}</Said>
          </Link>
        }
        title={t('title')}
        lede={t('lede', { job: withArticle(page.job) })}
      />
      <div className="grid gap-8">
        {query.done === 'tested' ? (
          <Notice kind="good" announce>
            {t('tested')}
          </Notice>
        ) : null}
        {problem ? <Notice kind="error" title={problem.message} announce /> : null}
        {preview.confirmed ? null : (
          <p className="measure">{t('unconfirmed', { asker: page.asker })}</p>
        )}
        {mayDo(organization.kind, organization.role, 'cycle.edit') ? (
          <form
            method="post"
            action={`/o/${org}/cycles/${id}/preview/test`}
            className="grid justify-items-start gap-2"
          >
            <Button>{t('test')}</Button>
            <p className="measure text-muted">{t('testNote')}</p>
          </form>
        ) : null}
        <div className="flex flex-wrap items-start gap-x-8 gap-y-10">
          <Phone title={t('mail')}>
            <MailShown {...preview.mail} />
          </Phone>
          <div className="grid w-full max-w-[360px] min-w-0 gap-10">
            <Phone title={t('first')}>
              <FirstPage page={page} />
            </Phone>
            {preview.question ? (
              <Phone title={t('card')}>
                <FirstCard
                  question={preview.question}
                  page={page}
                  apprenticeship={preview.apprenticeship}
                />
              </Phone>
            ) : null}
          </div>
        </div>
      </div>
    </>
  )
}

/** As wide as a phone, and as high as what stands in it. */
function Phone({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="w-full max-w-[360px] min-w-0">
      <h2 className="mb-2">{title}</h2>
      <div className="overflow-hidden rounded-2xl border-4 border-edge bg-paper">{children}</div>
    </section>
  )
}

async function MailShown({ from, subject, text }: { from: string; subject: string; text: string }) {
  const t = await getTranslations('cycles.preview')
  return (
    <>
      <dl className="grid gap-1 border-b border-line p-4">
        <div>
          <dt className="text-muted">{t('from')}</dt>
          <dd className="wrap-anywhere">{from}</dd>
        </div>
        <div>
          <dt className="text-muted">{t('subject')}</dt>
          <dd className="font-semibold">{subject}</dd>
        </div>
      </dl>
      <div className="p-4 wrap-anywhere whitespace-pre-wrap">{text}</div>
    </>
  )
}

type Page = Parameters<typeof RaterIntro>[0]['asked']

async function FirstPage({ page }: { page: Page }) {
  const t = await getTranslations('ratings.intro')
  const site = await getTranslations('site')
  return (
    <div className="rater rater-shown">
      <p className="rater-head">
        <Mark className="h-6 w-3.5" />
        <span>{site('name')}</span>
      </p>
      <div className="rater-main">
        <h3 className="text-2xl">{t('title', { job: page.job })}</h3>
        <RaterIntro
          asked={page}
          unsent
          declineHref={undefined}
          act={
            <button type="button" className="btn btn-primary btn-start">
              {t('start')}
            </button>
          }
        />
      </div>
    </div>
  )
}

async function FirstCard({
  question,
  page,
  apprenticeship,
}: {
  question: { name: string; statement: string }
  page: Page
  apprenticeship: boolean
}) {
  const t = await getTranslations('ratings.rate')
  const { whole } = await cardQuestions({ ...page, apprenticeship })
  return (
    <div className="rater rater-shown">
      <div className="rate-form">
        <CompetencyCard
          position={0}
          place={t('card', { position: 1, total: page.competencies })}
          name={question.name}
          statement={question.statement}
          questions={whole}
          choices={await scaleChoices()}
          importance={null}
          fit={null}
          folded={false}
        />
      </div>
    </div>
  )
}
