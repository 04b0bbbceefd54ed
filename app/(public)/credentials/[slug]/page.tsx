import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { MapLines } from '@/app/_components/catalogue/map-lines'
import {
  providerWords,
  UnconfirmedNotice,
  unconfirmedSentence,
} from '@/app/_components/credentials/provider-words'
import { Facts } from '@/app/_components/ui/facts'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Notice } from '@/app/_components/ui/notice'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { Statement } from '@/app/_components/ui/statement'
import { socialCard } from '@/app/_i18n/social-card'
import { pageData } from '@/app/_trpc/page-data'
import { publicCaller } from '@/app/_trpc/public-caller'
import { credentialFacts } from '@/server/domain/catalogue/credentials'
import { env } from '@/server/env'
import { ClaimedCompetencies } from './_components/claimed-competencies'
import { credentialJsonLd } from './credential-json-ld'

export const revalidate = 300
export const generateStaticParams = () => []

type Props = { params: Promise<{ slug: string }> }

const readCredential = cache((slug: string) => pageData(publicCaller().maps.credential({ slug })))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params
  const t = await getTranslations('catalogue.credential')
  const credential = await readCredential(slug)
  const description = t('description', {
    name: credential.name,
    provider: credential.provider.name,
  })
  return {
    title: credential.name,
    description,
    alternates: { canonical: `/credentials/${slug}` },
    openGraph: await socialCard({ title: credential.name, description }),
  }
}

export default async function CredentialPage({ params }: Props) {
  const { slug } = await params
  const t = await getTranslations('catalogue.credential')
  const words = await getTranslations('maps')
  const format = await getFormatter()
  const named = await providerWords()
  const credential = await readCredential(slug)
  const { items: maps } = await publicCaller().maps.list({ credentials: [slug] })
  const bold = { b: (chunks: React.ReactNode) => <b>{chunks}</b> }
  return (
    <article>
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: serialised data with every "<" escaped.
        dangerouslySetInnerHTML={{
          __html: credentialJsonLd(
            credential,
            env().appUrl,
            unconfirmedSentence(credential.provider),
          ),
        }}
      />
      <PageHeading
        kick={[
          words(`kinds.${credential.kind}`),
          named(credential.provider),
          credential.sample ? words('sample') : null,
        ]
          .filter(Boolean)
          .join(' · ')}
        title={<Said>{credential.name}</Said>}
        said={<Statement text={credential.description} className="lede mt-3" />}
        actions={
          <LinkButton href={`/api/v1/credentials/${slug}`} download>
            {t('data')}
          </LinkButton>
        }
      >
        <Facts
          items={[
            ...credentialFacts.map((field) =>
              credential[field] === null
                ? null
                : t.rich(`facts.${field}`, { said: credential[field], ...bold }),
            ),
            t('facts.version', {
              version: credential.version,
              date: format.dateTime(credential.updatedAt, { dateStyle: 'long' }),
            }),
            credential.url ? (
              <a key="url" className="link" href={credential.url} rel="noopener nofollow">
                {t('facts.url')}
              </a>
            ) : null,
          ]}
        />
      </PageHeading>
      <UnconfirmedNotice provider={credential.provider} />
      {credential.state === 'archived' ? <Notice>{t('archived')}</Notice> : null}
      <section aria-labelledby="maps-title" className="mt-6">
        <h2 id="maps-title">{t('mapsTitle')}</h2>
        <p className="mt-1 mb-2 text-muted">
          {credential.occupations.length > 0 ? t('mapsText') : t('mapsEmpty')}
        </p>
        {maps.length > 0 ? <MapLines lines={maps} lead="occupation" /> : null}
      </section>
      <ClaimedCompetencies competencies={credential.competencies} />
    </article>
  )
}
