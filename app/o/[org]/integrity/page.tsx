import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { HoldList } from '@/app/_components/integrity/hold-list'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { Notice } from '@/app/_components/ui/notice'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { pageData } from '@/app/_trpc/page-data'
import { HOLD_VERDICTS, REVIEW_STATES } from '@/server/domain/method/integrity'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('integrity'))('title') }
}

type Props = {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function HeldAnswersPage({ params, searchParams }: Props) {
  const { org } = await params
  const query = await searchParams
  const state = REVIEW_STATES.find((each) => each === query.state) ?? 'held'
  const api = await caller()
  const [{ organization }, view] = await pageData(
    Promise.all([
      api.organizations.frame({ org }),
      api.integrity.ownHolds({ org, filter: { state } }),
    ]),
  )
  const t = await getTranslations('integrity')
  const done = HOLD_VERDICTS.find((word) => word === query.done)
  const base = `/o/${org}/integrity`
  return (
    <>
      <Breadcrumb
        label={t('where')}
        items={[{ href: `/o/${org}/employers`, label: t('employers') }]}
      />
      <PageHeading title={t('title')} lede={t('ledeOwn')} />
      <Outcome problem={readProblem(query)} done={done && t(`done.${done}`)} />
      {organization.verification === 'V2' ? null : <Notice kind="warn">{t('notConfirmed')}</Notice>}
      <HoldList base={base} state={state} {...view} />
    </>
  )
}
