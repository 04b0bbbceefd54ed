import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CompetencyForm } from '@/app/_components/frameworks/competency-form'
import { competencyWords } from '@/app/_components/frameworks/competency-words'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { readOwnFramework } from '../../../_read/own-framework'

type Props = {
  params: Promise<{ org: string; slug: string }>
  searchParams: Promise<{ under?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('frameworks')
  return { title: t('form.addTitle') }
}

export default async function AddCompetencyPage({ params, searchParams }: Props) {
  const { org, slug } = await params
  const { under } = await searchParams
  const framework = await readOwnFramework(params)
  const t = await getTranslations('frameworks')
  const parent = framework.tree.find(({ id }) => id === under)
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[
          { href: `/o/${org}/frameworks`, label: t('title') },
          { href: `/o/${org}/frameworks/${slug}`, label: framework.name },
          { label: t('form.addTitle') },
        ]}
      />
      <PageHeading
        title={t('form.addTitle')}
        lede={
          parent
            ? t('form.addUnder', { label: parent.label })
            : t('form.addTop', { name: framework.name })
        }
      />
      <CompetencyForm
        org={org}
        slug={slug}
        id={null}
        parentId={parent?.id ?? null}
        canRetire={false}
        words={await competencyWords('addButton')}
        values={{ statement: '', label: '', code: '', type: '', axis: '', level: '', notes: '' }}
      />
    </>
  )
}
