import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CredentialForm } from '@/app/_components/credentials/credential-form'
import { credentialValues } from '@/app/_components/credentials/credential-values'
import { credentialWords } from '@/app/_components/credentials/credential-words'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { readOwnCredential } from '../../_read/own-credential'

type Props = { params: Promise<{ org: string; slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('own-credentials')
  return { title: t('form.editTitle', { name: (await readOwnCredential(params)).name }) }
}

export default async function EditCredentialPage({ params }: Props) {
  const { org, slug } = await params
  const credential = await readOwnCredential(params)
  const t = await getTranslations('own-credentials')
  const title = t('form.editTitle', { name: credential.name })
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[
          { href: `/o/${org}/credentials`, label: t('back') },
          { href: `/o/${org}/credentials/${slug}`, label: credential.name },
          { label: title },
        ]}
      />
      <PageHeading title={title} />
      <CredentialForm
        org={org}
        slug={slug}
        words={await credentialWords('save')}
        occupations={credential.occupations}
        values={credentialValues(credential)}
      />
    </>
  )
}
