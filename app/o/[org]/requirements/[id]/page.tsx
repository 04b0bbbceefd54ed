import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { failedWords } from '@/app/_components/ui/failed-words'
import { Notice } from '@/app/_components/ui/notice'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { readerMayDo } from '@/app/_trpc/may-do'
import { pageData } from '@/app/_trpc/page-data'
import { RequirementForm } from '../_components/requirement-form'
import { requirementWords } from '../_components/requirement-words'
import { CoverageSection } from './_components/coverage-section'
import { RequirementActions } from './_components/requirement-actions'

type Props = {
  params: Promise<{ org: string; id: string }>
  searchParams: Promise<{ saved?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('requirements')
  return { title: t('form.kick') }
}

export default async function RequirementPage({ params, searchParams }: Props) {
  const { org, id } = await params
  const { saved } = await searchParams
  const { requirement, proforma } = await readRequirement(org, id)
  const mayEdit = await readerMayDo(org, 'requirement.edit')
  const t = await getTranslations('requirements')
  const coverage = await getTranslations('coverage')
  const format = await getFormatter()
  const date = (at: Date) => format.dateTime(at, { dateStyle: 'medium' })
  const { mine } = requirement
  const answered = mine !== null || requirement.ownWords.length > 0
  const kept = requirement.ownWords.filter((line) => !line.shown)
  return (
    <>
      <Breadcrumb
        label={t('page.where')}
        items={[{ href: `/o/${org}/requirements`, label: t('title') }]}
      />
      <PageHeading kick={requirement.occupation.title} title={<Said>{requirement.title}</Said>}>
        {mine ? (
          <p className="mt-3 text-muted">
            {t('page.sent', { date: date(mine.sentAt) })} ·{' '}
            <a href="#coverage" className="link">
              {coverage('requirement.jump')}
            </a>
          </p>
        ) : null}
      </PageHeading>
      <div className="mb-6 grid max-w-4xl gap-3">
        {saved ? <Notice kind="good" announce title={t('page.saved')} /> : null}
        {mine?.countsFrom ? (
          <p className="measure">
            {mine.countsFrom > new Date()
              ? t('page.countsFrom', { date: date(mine.countsFrom) })
              : t('page.counts', { date: date(mine.countsFrom) })}
          </p>
        ) : null}
        {answered || !mayEdit || requirement.others === 0 ? null : (
          <p className="measure">{t('page.notMine', { others: requirement.others })}</p>
        )}
        {kept.length > 0 ? (
          <p className="measure">{t('page.wordsKept', { count: kept.length })}</p>
        ) : null}
        {mayEdit ? null : <p className="measure">{t('page.viewer')}</p>}
        {requirement.ownWords
          .filter((line) => line.shown)
          .map((line) => (
            <p key={line.text} className="measure">
              {t('page.shown', { text: line.text })}
            </p>
          ))}
      </div>
      {mayEdit ? (
        <RequirementForm
          org={org}
          words={await requirementWords(requirement.occupation)}
          initial={{
            requirementId: requirement.id,
            occupationId: requirement.occupation.id,
            title: requirement.title,
            role: requirement.role,
            lines: [
              ...(mine?.lines ?? []).map((line) => ({ ...line, note: line.framework })),
              ...proforma.map((line) => ({
                ...line,
                note: line.framework,
                importance: '-',
                proficiency: '-',
              })),
            ],
            ownWords: kept.map((line, at) => ({
              key: `own-${at}`,
              text: line.text,
              importance: line.importance === null ? '-' : String(line.importance),
              offered: line.offered,
            })),
          }}
        />
      ) : null}
      <CoverageSection org={org} id={requirement.id} />
      <RequirementActions
        org={org}
        id={requirement.id}
        mine={answered}
        mayArchive={mayEdit}
        words={{
          archive: t('page.archive'),
          archiveTitle: t('page.archiveTitle'),
          archiveText: t('page.archiveText'),
          withdraw: t('page.withdraw'),
          withdrawTitle: t('page.withdrawTitle'),
          withdrawText: t('page.withdrawText'),
          keep: t('page.keep'),
          ...(await failedWords()),
        }}
      />
    </>
  )
}

/** The requirement, and what else is worth a mark: proforma lines the reader has not marked. */
async function readRequirement(org: string, id: string) {
  const api = await caller()
  const requirement = await pageData(api.requirements.read({ org, id }))
  const occupationId = requirement.occupation.id
  const { lines } = await pageData(api.requirements.suggest({ org, occupationId }))
  const marked = new Set(requirement.mine?.lines.map((line) => line.competencyId))
  return { requirement, proforma: lines.filter((line) => !marked.has(line.competencyId)) }
}
