import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CredentialForm } from '@/app/_components/credentials/credential-form'
import { credentialValues } from '@/app/_components/credentials/credential-values'
import { credentialWords } from '@/app/_components/credentials/credential-words'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { PageHeading } from '@/app/_components/ui/page-heading'

type Props = { params: Promise<{ org: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('own-credentials')
  return { title: t('form.newTitle') }
}

export default async function NewCredentialPage({ params }: Props) {
  const { org } = await params
  const t = await getTranslations('own-credentials')
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[{ href: `/o/${org}/credentials`, label: t('back') }, { label: t('form.newTitle') }]}
      />
      <PageHeading title={t('form.newTitle')} />
      <CredentialForm
        org={org}
        slug={null}
        words={await credentialWords('create')}
        occupations={[]}
        values={credentialValues(null)}
      />
    </>
  )
}
