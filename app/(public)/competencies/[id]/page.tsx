import type { Metadata } from 'next'
import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { providerWords } from '@/app/_components/credentials/provider-words'
import { publicLinks } from '@/app/_components/frameworks/public-links'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { Facts } from '@/app/_components/ui/facts'
import { Notice } from '@/app/_components/ui/notice'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { Blocks, Statement } from '@/app/_components/ui/statement'
import { pageData } from '@/app/_trpc/page-data'
import { publicCaller } from '@/app/_trpc/public-caller'
import { saidOnce } from '@/server/domain/catalogue/competency-label'
import { plainText } from '@/server/domain/marked-text'

export const revalidate = 300
export const generateStaticParams = () => []

/** The rest stands in the framework, a part a page. */
const MOST_CHILDREN = 100

type Props = { params: Promise<{ id: string }> }

const read = cache((id: string) => pageData(publicCaller().frameworks.readCompetency({ id })))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params
  const competency = await read(id)
  return {
    title: competency.label,
    description: plainText(competency.statement).slice(0, 200),
    alternates: {
      canonical: `/competencies/${id}`,
      types: { 'application/ld+json': `/api/v1/competencies/${id}` },
    },
  }
}

export default async function CompetencyPage({ params }: Props) {
  const { id } = await params
  const competency = await read(id)
  const t = await getTranslations('frameworks')
  const named = await providerWords()
  const format = await getFormatter()
  const { framework, ancestors, children, credentials, versions, identifiers } = competency
  const earlier = versions.slice(1)
  const { name, rest } = saidOnce(competency)
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[
          { href: '/frameworks', label: t('title') },
          { href: `/frameworks/${framework.slug}`, label: framework.name },
          ...ancestors.map((each) => ({ href: `/competencies/${each.id}`, label: each.label })),
          { label: competency.label },
        ]}
      />
      <PageHeading
        kick={t('competency.kick')}
        title={<Said>{name}</Said>}
        said={<Blocks of={rest} className="lede mt-3" />}
      >
        <Facts
          items={[
            competency.code ? t('competency.code', { code: competency.code }) : null,
            competency.type ? t(`type.${competency.type}`) : null,
            competency.axis ? t(`axis.${competency.axis}`) : null,
            ...competency.levels.map((level) =>
              /^https?:/i.test(level) ? (
                <a key={level} href={level} rel="nofollow noopener" className="link">
                  {t('competency.levelAddress')}
                </a>
              ) : (
                t('tree.level', { level })
              ),
            ),
          ]}
        />
      </PageHeading>
      {competency.retired ? <Notice>{t('competency.retired')}</Notice> : null}
      <div className="prose">
        {competency.notes ? (
          <section>
            <h2>{t('competency.notes')}</h2>
            <Statement text={competency.notes} />
          </section>
        ) : null}
        {children.length > 0 ? (
          <section>
            <h2>{t('competency.children')}</h2>
            <ul>
              {children.slice(0, MOST_CHILDREN).map((child) => (
                <li key={child.id}>
                  <Link href={`/competencies/${child.id}`} prefetch={false}>
                    {child.code ? `${child.code} ` : ''}
                    <Said>{child.label}</Said>
                  </Link>
                </li>
              ))}
            </ul>
            {children.length > MOST_CHILDREN ? (
              <p>
                <Link
                  href={publicLinks(framework.slug).partHref({ under: id, page: 1 })}
                  prefetch={false}
                >
                  {t('competency.allChildren', { count: children.length })}
                </Link>
              </p>
            ) : null}
          </section>
        ) : null}
        <section>
          <h2>{t('competency.credentials')}</h2>
          {credentials.length === 0 ? (
            <p className="text-muted">{t('competency.noCredentials')}</p>
          ) : (
            <ul>
              {credentials.map((credential) => (
                <li key={`${credential.slug} ${credential.claim}`}>
                  <Link href={`/credentials/${credential.slug}`} prefetch={false}>
                    <Said>{credential.name}</Said>
                  </Link>{' '}
                  ({named(credential.provider)}) {t(`competency.claim.${credential.claim}`)}
                </li>
              ))}
            </ul>
          )}
        </section>
        {earlier.length > 0 ? (
          <section>
            <h2>{t('competency.versions')}</h2>
            <ul>
              {earlier.map((version) => (
                <li key={version.no}>
                  {t('competency.versionLine', {
                    no: version.no,
                    date: format.dateTime(version.at, { dateStyle: 'medium' }),
                  })}
                  : <Said>{plainText(version.statement)}</Said>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {competency.keywords.length > 0 ? (
          <section>
            <h2>{t('competency.keywords')}</h2>
            <p dir="auto">{competency.keywords.join(', ')}</p>
          </section>
        ) : null}
        {identifiers.length > 0 ? (
          <section>
            <h2>{t('competency.identifiers')}</h2>
            <ul>
              {identifiers.map((identifier) => (
                <li key={`${identifier.scheme} ${identifier.value}`} className="break-all">
                  {identifier.value}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </>
  )
}
