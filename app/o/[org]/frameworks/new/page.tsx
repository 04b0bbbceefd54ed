import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DetailsForm } from '@/app/_components/frameworks/details-form'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { frameworkFields } from '@/server/domain/catalogue/framework-view'
import { byField } from '@/server/domain/fields'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('frameworks')
  return { title: t('form.newTitle') }
}

type Props = { params: Promise<{ org: string }> }

export default async function NewFrameworkPage({ params }: Props) {
  const { org } = await params
  const t = await getTranslations('frameworks')
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[{ href: `/o/${org}/frameworks`, label: t('title') }, { label: t('form.newTitle') }]}
      />
      <PageHeading title={t('form.newTitle')} lede={t('form.newLede')} />
      <DetailsForm
        org={org}
        slug={null}
        values={byField(frameworkFields, () => '')}
        words={{
          name: t('form.name'),
          description: t('form.description'),
          publisher: t('form.publisher'),
          publisherHint: t('form.publisherHint'),
          submit: t('form.create'),
          saving: t('form.saving'),
          failed: t('form.failed'),
        }}
      />
    </>
  )
}
