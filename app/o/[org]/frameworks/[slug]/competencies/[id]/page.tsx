import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { CompetencyForm } from '@/app/_components/frameworks/competency-form'
import { competencyWords } from '@/app/_components/frameworks/competency-words'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { labelFrom } from '@/server/domain/catalogue/competency-label'
import { readOwnFramework } from '../../../_read/own-framework'

type Props = { params: Promise<{ org: string; slug: string; id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('frameworks')
  return { title: t('form.editCompetency') }
}

export default async function EditCompetencyPage({ params }: Props) {
  const { org, slug, id } = await params
  const framework = await readOwnFramework(params)
  const competency = framework.tree.find((each) => each.id === id)
  if (!competency) notFound()
  const t = await getTranslations('frameworks')
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[
          { href: `/o/${org}/frameworks`, label: t('title') },
          { href: `/o/${org}/frameworks/${slug}`, label: framework.name },
          { label: competency.label },
        ]}
      />
      <PageHeading title={t('form.editCompetency')} lede={t('form.editCompetencyLede')} />
      <CompetencyForm
        org={org}
        slug={slug}
        id={id}
        parentId={null}
        canRetire={!competency.isGroup}
        words={await competencyWords('save')}
        values={{
          statement: competency.statement,
          label: competency.label === labelFrom(competency.statement) ? '' : competency.label,
          code: competency.code ?? '',
          type: competency.type ?? '',
          axis: competency.axis ?? '',
          level: competency.levels.join('; '),
          notes: competency.notes,
        }}
      />
    </>
  )
}
