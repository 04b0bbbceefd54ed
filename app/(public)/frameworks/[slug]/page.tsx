import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { providerWords, UnconfirmedNotice } from '@/app/_components/credentials/provider-words'
import { DictionaryLink } from '@/app/_components/exports/dictionary-link'
import { firstPart, partOfView } from '@/app/_components/frameworks/part-of-view'
import { publicLinks } from '@/app/_components/frameworks/public-links'
import { TreeSection } from '@/app/_components/frameworks/tree-section'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { Facts } from '@/app/_components/ui/facts'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { Statement } from '@/app/_components/ui/statement'
import { pageData } from '@/app/_trpc/page-data'
import { publicCaller } from '@/app/_trpc/public-caller'
import { plainText } from '@/server/domain/marked-text'

export const revalidate = 300
export const generateStaticParams = () => []

type Props = { params: Promise<{ slug: string }> }

const read = cache((slug: string) => pageData(publicCaller().frameworks.readPublished({ slug })))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params
  const framework = await read(slug)
  return {
    title: framework.name,
    description: plainText(framework.description).slice(0, 200),
    alternates: {
      canonical: `/frameworks/${slug}`,
      types: { 'application/ld+json': `/frameworks/${slug}/framework.jsonld` },
    },
  }
}

export default async function FrameworkPage({ params }: Props) {
  const { slug } = await params
  const framework = await read(slug)
  const t = await getTranslations('frameworks')
  const format = await getFormatter()
  const named = await providerWords()
  const files = [
    { file: 'framework.case.json', label: t('downloadCase') },
    { file: 'framework.jsonld', label: t('downloadCtdl') },
    { file: 'framework.rsd.json', label: t('downloadRsd') },
    { file: 'framework.csv', label: t('downloadCsv') },
    { file: 'framework.rsd.csv', label: t('downloadRsdCsv') },
    { file: 'framework.xlsx', label: t('downloadWorkbook') },
  ]
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[{ href: '/frameworks', label: t('title') }, { label: framework.name }]}
      />
      <PageHeading
        kick={framework.publisher ? t('by', { name: framework.publisher }) : null}
        title={<Said>{framework.name}</Said>}
        said={<Statement text={framework.description} className="lede mt-3" />}
        actions={
          <>
            {files.map(({ file, label }) => (
              <LinkButton key={file} href={`/frameworks/${slug}/${file}`} download>
                {label}
              </LinkButton>
            ))}
            <DictionaryLink of="framework" />
            <DictionaryLink of="rsd" />
          </>
        }
      >
        <Facts
          items={[
            t('competencyCount', { count: framework.competencies }),
            t('version', { no: framework.version }),
            t('updated', { date: format.dateTime(framework.updatedAt, { dateStyle: 'medium' }) }),
            t('heldBy', { name: named(framework.owner) }),
            framework.state === 'archived' ? t('state.archived') : null,
            framework.sample ? t('sample') : null,
            framework.licence ? (
              <span key="licence">
                {t('licence')}: <Address text={framework.licence} />
              </span>
            ) : null,
            framework.sourceUrl ? (
              <span key="source">
                {t('sourceAddress')}: <Address text={framework.sourceUrl} />
              </span>
            ) : null,
          ]}
        />
      </PageHeading>
      <UnconfirmedNotice provider={framework.owner} />
      <TreeSection
        part={partOfView(framework, firstPart, 'public') ?? notFound()}
        total={framework.competencies}
        {...publicLinks(slug)}
      />
      <p className="mt-6 text-sm text-muted">{t('stableHint')}</p>
    </>
  )
}

/** An address from a file is a link only when it is one a browser may safely follow. */
function Address({ text }: { text: string }) {
  if (!/^https?:\/\//i.test(text)) return text
  return (
    <a href={text} rel="nofollow noopener" className="link break-all">
      {text.replace(/^https?:\/\//i, '')}
    </a>
  )
}
