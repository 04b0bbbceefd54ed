import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/app/_components/ui/button'
import { TextField } from '@/app/_components/ui/field'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { readerMayDo } from '@/app/_trpc/may-do'
import { pageData } from '@/app/_trpc/page-data'
import { ownTitle } from '@/server/domain/asking/requirements'
import { RequirementForm } from '../_components/requirement-form'
import { requirementWords } from '../_components/requirement-words'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('requirements')
  return { title: t('new') }
}

type Props = {
  params: Promise<{ org: string }>
  searchParams: Promise<{ q?: string | string[]; occupation?: string | string[] }>
}

export default async function NewRequirementPage({ params, searchParams }: Props) {
  const { org } = await params
  const { q, occupation } = await searchParams
  if (!(await readerMayDo(org, 'requirement.edit'))) notFound()
  const said = typeof q === 'string' ? q.trim().slice(0, 120) : ''
  if (typeof occupation === 'string') {
    return <Lines org={org} occupationId={occupation} said={said} />
  }
  return <FindJob org={org} query={said} />
}

type Job = { org: string; occupationId: string; said: string }

async function FindJob({ org, query }: { org: string; query: string }) {
  const t = await getTranslations('requirements')
  const api = await caller()
  const hits = query ? await api.occupations.search({ query, limit: 8 }) : []
  return (
    <>
      <PageHeading title={t('find.title')} lede={t('find.lede')} />
      <form className="flex max-w-xl flex-wrap items-end gap-2.5">
        <div className="min-w-0 grow">
          <TextField
            name="q"
            type="search"
            label={t('find.label')}
            hint={t('find.hint')}
            defaultValue={query}
            autoComplete="off"
            required
          />
        </div>
        <Button variant="primary">{t('find.submit')}</Button>
      </form>
      {query ? (
        <section className="mt-6 max-w-xl">
          <h2 className="text-lg" aria-live="polite">
            {t('find.results', { count: hits.length, query })}
          </h2>
          {hits.length === 0 ? <p className="mt-1 text-muted">{t('find.nothing')}</p> : null}
          <ul className="rows mt-2">
            {hits.map((hit) => (
              <li key={hit.id} className="!p-0">
                <Link
                  href={`/o/${org}/requirements/new?${new URLSearchParams({ occupation: hit.id, q: query })}`}
                  prefetch={false}
                  className="quiet-link block min-h-11 py-3"
                >
                  <span className="font-semibold">
                    <Said>{hit.title}</Said>
                  </span>
                  {hit.matched ? (
                    <span className="block text-sm text-muted">
                      {t('find.also', { title: hit.matched })}
                    </span>
                  ) : null}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

/** The job is called what its person called it: the words it was searched by, else its occupation. */
async function Lines({ org, occupationId, said }: Job) {
  const t = await getTranslations('requirements')
  const proforma = await pageData((await caller()).requirements.suggest({ org, occupationId }))
  return (
    <>
      <PageHeading
        kick={t('form.kick')}
        title={proforma.occupation.title}
        actions={
          <Link
            href={`/o/${org}/requirements/new${said ? `?${new URLSearchParams({ q: said })}` : ''}`}
            prefetch={false}
            className="link"
          >
            {t('find.back')}
          </Link>
        }
      />
      <RequirementForm
        org={org}
        words={await requirementWords(proforma.occupation)}
        initial={{
          requirementId: null,
          occupationId: proforma.occupation.id,
          title: ownTitle(said, proforma.occupation.title),
          role: null,
          lines: proforma.lines.map((line) => ({
            ...line,
            note: t(`form.reason.${line.reason}`),
            importance: '-',
            proficiency: '-',
          })),
          ownWords: [],
        }}
      />
    </>
  )
}
