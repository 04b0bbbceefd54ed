import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DetailsForm } from '@/app/_components/frameworks/details-form'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { frameworkFields } from '@/server/domain/catalogue/framework-view'
import { pickFields } from '@/server/domain/fields'
import { readOwnFramework } from '../../_read/own-framework'

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('frameworks')
  const { name } = await readOwnFramework(params)
  return { title: t('form.editTitle', { name }) }
}

type Props = { params: Promise<{ org: string; slug: string }> }

export default async function EditFrameworkPage({ params }: Props) {
  const { org, slug } = await params
  const framework = await readOwnFramework(params)
  const t = await getTranslations('frameworks')
  const title = t('form.editTitle', { name: framework.name })
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[
          { href: `/o/${org}/frameworks`, label: t('title') },
          { href: `/o/${org}/frameworks/${slug}`, label: framework.name },
          { label: title },
        ]}
      />
      <PageHeading title={title} />
      <DetailsForm
        org={org}
        slug={slug}
        values={pickFields(framework, frameworkFields)}
        words={{
          name: t('form.name'),
          description: t('form.description'),
          publisher: t('form.publisher'),
          publisherHint: t('form.publisherHint'),
          submit: t('form.save'),
          saving: t('form.saving'),
          failed: t('form.failed'),
        }}
      />
    </>
  )
}
