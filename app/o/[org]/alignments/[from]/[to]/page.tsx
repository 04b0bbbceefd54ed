import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Notice } from '@/app/_components/ui/notice'
import { Progress } from '@/app/_components/ui/progress'
import { Said } from '@/app/_components/ui/said'
import { Blocks } from '@/app/_components/ui/statement'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { pageData } from '@/app/_trpc/page-data'
import { saidOnce } from '@/server/domain/catalogue/competency-label'
import { mayDo } from '@/server/domain/permissions'
import { DecidedNotice } from './_components/decided-notice'
import { DecisionForm } from './_components/decision-form'
import { EarlierDecisions } from './_components/earlier-decisions'

type Props = {
  params: Promise<{ org: string; from: string; to: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { from, to } = await params
  return { title: (await getTranslations('alignments'))('desk.metaTitle', { from, to }) }
}

export default async function AlignmentDeskPage({ params, searchParams }: Props) {
  const { org, from, to } = await params
  const query = await searchParams
  const { c, done, undone, missing, go } = query
  const api = await caller()
  const [desk, { organization }] = await pageData(
    Promise.all([
      api.alignments.suggest({
        org,
        from,
        to: to === 'all' ? null : to,
        ...(typeof c === 'string' ? { competencyId: c } : {}),
      }),
      api.organizations.frame({ org }),
    ]),
  )
  const t = await getTranslations('alignments')
  const here = `/o/${org}/alignments/${from}/${to}`
  const at = (id: string) => `${here}?c=${id}`
  const may = mayDo(organization.kind, organization.role, 'alignment.edit')
  const otherSide = desk.to?.name ?? t('desk.all')
  const problem = missing ? t('desk.missing') : (readProblem(query)?.message ?? null)
  const { competency } = desk
  const said = competency && saidOnce(competency)
  return (
    <>
      <Breadcrumb
        label={t('where')}
        items={[
          { href: `/o/${org}/alignments`, label: t('title') },
          { label: t('begun.pair', { from: desk.from.name, to: otherSide }) },
        ]}
      />
      <div className="max-w-2xl pt-5">
        <p className="mb-1.5 text-muted">
          {t('desk.progress', { decided: desk.decided, total: desk.total })}
        </p>
        <Progress
          value={desk.decided}
          max={desk.total}
          label={t('desk.progress', { decided: desk.decided, total: desk.total })}
        />
      </div>
      <DecidedNotice
        org={org}
        from={from}
        action={`${here}/decide`}
        ids={typeof done === 'string' ? done.split(',').slice(0, 3) : []}
        undone={undone === '1'}
        may={may}
      />
      {competency === null ? (
        <div className="pt-6">
          <h1 className="mb-4">{t('begun.pair', { from: desk.from.name, to: otherSide })}</h1>
          <Finished org={org} total={desk.total} />
        </div>
      ) : (
        <div className="grid gap-x-12 gap-y-6 pt-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
          <header className="min-w-0 lg:sticky lg:top-6 lg:self-start">
            <p className="kick mb-1">
              {t('desk.position', {
                position: desk.position,
                total: desk.total,
                framework: desk.from.name,
              })}
            </p>
            <h1 className="text-2xl">
              <Said>{said?.name}</Said>
            </h1>
            <Blocks of={said?.rest ?? []} className="lede mt-3" />
            {competency.code ? <p className="mt-2 text-muted">{competency.code}</p> : null}
            <nav aria-label={t('title')} className="mt-4 flex flex-wrap gap-2.5">
              {desk.previousId ? (
                <LinkButton href={at(desk.previousId)} rel="prev">
                  {t('desk.previous')}
                </LinkButton>
              ) : null}
              {desk.nextId ? (
                <LinkButton href={at(desk.nextId)} rel="next">
                  {t('desk.next')}
                </LinkButton>
              ) : null}
            </nav>
          </header>
          <div className="min-w-0">
            {problem ? (
              <div className="mb-4">
                <Notice kind="error">{problem}</Notice>
              </div>
            ) : null}
            {may ? null : (
              <div className="mb-4">
                <Notice>{t('desk.readOnly')}</Notice>
              </div>
            )}
            {desk.suggestions.length === 0 ? (
              <EmptyState
                title={t('desk.nothing')}
                action={
                  desk.nextOpenId ? (
                    <LinkButton href={at(desk.nextOpenId)}>{t('desk.skip')}</LinkButton>
                  ) : null
                }
              >
                {t('desk.nothingText')}
              </EmptyState>
            ) : (
              <DecisionForm
                action={`${here}/decide?c=${competency.id}&next=${desk.nextOpenId ?? ''}`}
                competency={competency}
                suggestions={desk.suggestions}
                skip={desk.nextOpenId ? `${at(desk.nextOpenId)}&go=1` : null}
                showFramework={desk.to === null}
                may={may}
                goingOn={typeof done === 'string' || undone === '1' || go === '1'}
              />
            )}
            <EarlierDecisions
              action={`${here}/decide?c=${competency.id}`}
              decisions={desk.others}
              may={may}
            />
          </div>
        </div>
      )}
    </>
  )
}

async function Finished({ org, total }: { org: string; total: number }) {
  const t = await getTranslations('alignments')
  return (
    <EmptyState
      title={total === 0 ? t('desk.nothingLeft') : t('desk.finishedTitle')}
      action={
        <LinkButton href={total === 0 ? `/o/${org}/alignments` : `/o/${org}/alignments/decided`}>
          {total === 0 ? t('title') : t('decidedLink')}
        </LinkButton>
      }
    >
      {total === 0 ? t('desk.nothingLeftText') : t('desk.finishedText')}
    </EmptyState>
  )
}
