import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { partOfView } from '@/app/_components/frameworks/part-of-view'
import { publicLinks } from '@/app/_components/frameworks/public-links'
import { TreeSection } from '@/app/_components/frameworks/tree-section'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { Blocks } from '@/app/_components/ui/statement'
import { pageData } from '@/app/_trpc/page-data'
import { publicCaller } from '@/app/_trpc/public-caller'
import { pageOf } from '@/app/(public)/_read/page-of'
import { pageTitle } from '@/app/(public)/_read/page-title'
import { saidOnce } from '@/server/domain/catalogue/competency-label'

export const revalidate = 300
export const generateStaticParams = () => []

type Props = { params: Promise<{ slug: string; under: string; page: string }> }

const read = cache((slug: string) => pageData(publicCaller().frameworks.readPublished({ slug })))

async function readPart({ params }: Props) {
  const { slug, under, page } = await params
  const asked = { under: under === 'all' ? null : under, page: pageOf(page) }
  const framework = await read(slug)
  const part = partOfView(framework, asked, 'public') ?? notFound()
  return { slug, framework, part, asked, group: part.path.at(-1) ?? null }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { slug, framework, asked, group } = await readPart(props)
  return {
    title: await pageTitle(group?.label ?? framework.name, asked.page),
    alternates: { canonical: publicLinks(slug).partHref(asked) },
  }
}

/** A page of a framework that is too large for one: what stands under one of its competencies. */
export default async function FrameworkPartPage(props: Props) {
  const { slug, framework, part, group } = await readPart(props)
  const t = await getTranslations('frameworks')
  const { links, ...ways } = publicLinks(slug)
  const said = group && saidOnce(group)
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[
          { href: '/frameworks', label: t('title') },
          { href: `/frameworks/${slug}`, label: framework.name },
          ...part.path.map(({ id, label }) => ({
            ...(id === group?.id ? {} : { href: ways.partHref({ under: id, page: 1 }) }),
            label,
          })),
        ]}
      />
      <PageHeading
        kick={group ? <Said>{framework.name}</Said> : null}
        title={<Said>{said?.name ?? framework.name}</Said>}
        said={<Blocks of={said?.rest ?? []} className="lede mt-3" />}
      />
      <TreeSection part={part} total={framework.competencies} links={links} {...ways} />
    </>
  )
}
