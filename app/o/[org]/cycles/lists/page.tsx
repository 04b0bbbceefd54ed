import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { Button } from '@/app/_components/ui/button'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { TextField } from '@/app/_components/ui/field'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { pageData } from '@/app/_trpc/page-data'
import { typedIn } from '@/app/_trpc/typed-in'

type Props = {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cycles.lists'))('title') }
}

const doneWords = ['renamed', 'deleted'] as const

/** The lists of raters that an organization keeps, to rename and to delete. */
export default async function RaterListsPage({ params, searchParams }: Props) {
  const { org } = await params
  const query = await searchParams
  const lists = await pageData((await caller()).cycles.raterLists({ org }))
  const t = await getTranslations('cycles.lists')
  const cycles = await getTranslations('cycles')
  const format = await getFormatter()
  const problem = readProblem(query)
  const typed = typedIn(query)
  const refused = problem ? typed.get('list') : undefined
  const done = doneWords.find((word) => word === query.done)
  const back = `/o/${org}/cycles`
  return (
    <>
      <Breadcrumb
        label={cycles('addresses.breadcrumb')}
        items={[{ href: back, label: cycles('title') }, { label: t('title') }]}
      />
      <PageHeading title={t('title')} lede={t('lede')} />
      <div className="grid gap-5">
        <Outcome problem={problem?.field ? null : problem} done={done && t(done)} />
        {lists.length === 0 ? (
          <EmptyState
            title={t('empty')}
            action={<LinkButton href={back}>{cycles('title')}</LinkButton>}
          >
            {t('emptyText')}
          </EmptyState>
        ) : (
          <ul className="rows">
            {lists.map(({ id, name, addresses, createdAt }) => (
              <li key={id} className="grid gap-2">
                <p>
                  <b>
                    <Said>{name}</Said>
                  </b>{' '}
                  <span className="text-muted">
                    {t('holds', {
                      count: addresses,
                      date: format.dateTime(createdAt, { dateStyle: 'medium' }),
                    })}
                  </span>
                </p>
                <details open={refused === id}>
                  <summary className="link min-h-11 cursor-pointer py-2">{t('change')}</summary>
                  <form
                    method="post"
                    action={`${back}/lists/act`}
                    aria-label={name}
                    className="flex max-w-2xl flex-wrap items-end gap-2"
                  >
                    <input type="hidden" name="list" value={id} />
                    <div className="min-w-0 flex-1 basis-56">
                      <TextField
                        name="name"
                        id={`name-${id}`}
                        label={t('name')}
                        defaultValue={refused === id ? (typed.get('name') ?? '') : name}
                        maxLength={80}
                        error={refused === id ? problem?.message : undefined}
                      />
                    </div>
                    <Button name="do" value="rename">
                      {t('rename')}
                    </Button>
                    <Button name="do" value="delete" variant="danger">
                      {t('delete')}
                    </Button>
                  </form>
                </details>
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  )
}
