import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { Button } from '@/app/_components/ui/button'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { LinkSet } from '@/app/_components/ui/link-set'
import { Notice } from '@/app/_components/ui/notice'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Pagination } from '@/app/_components/ui/pagination'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { pageData } from '@/app/_trpc/page-data'
import { mayDo } from '@/server/domain/permissions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('alignments'))('list.title') }
}

type Props = {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const states = [
  ['all', 'all'],
  ['accepted', 'acceptedOnly'],
  ['rejected', 'rejectedOnly'],
] as const

export default async function DecisionsPage({ params, searchParams }: Props) {
  const { org } = await params
  const query = await searchParams
  const [state] = states.find(([each]) => each === query.state) ?? states[0]
  const page = Math.max(1, Math.min(10_000, Math.floor(Number(query.page)) || 1))
  const api = await caller()
  const [{ items, total, pageSize }, { organization }] = await pageData(
    Promise.all([api.alignments.list({ org, state, page }), api.organizations.frame({ org })]),
  )
  const t = await getTranslations('alignments')
  const format = await getFormatter()
  const may = mayDo(organization.kind, organization.role, 'alignment.edit')
  const here = `/o/${org}/alignments/decided`
  const at = (number: number) => `${here}?state=${state}&page=${number}`
  const problem = readProblem(query)
  return (
    <>
      <Breadcrumb
        label={t('where')}
        items={[{ href: `/o/${org}/alignments`, label: t('title') }, { label: t('list.title') }]}
      />
      <PageHeading title={t('list.title')} lede={t('list.lede')} />
      <Outcome problem={problem} />
      {query.undone === '1' ? <Notice announce title={t('done.undone')} /> : null}
      <div className="mt-2 mb-5">
        <LinkSet
          label={t('list.filter')}
          items={states.map(([each, word]) => ({
            href: `${here}?state=${each}`,
            label: t(`list.${word}`),
            current: each === state,
          }))}
        />
      </div>
      {items.length === 0 ? (
        <EmptyState
          title={t('list.empty')}
          action={<LinkButton href={`/o/${org}/alignments`}>{t('choose.title')}</LinkButton>}
        >
          {t('list.emptyText')}
        </EmptyState>
      ) : (
        <Table
          caption={t('list.caption')}
          stack
          columns={[
            { label: t('list.from'), width: '34%' },
            { label: t('list.kind') },
            { label: t('list.to'), width: '34%' },
            { label: t('list.when') },
            ...(may ? [{ label: t('list.actions'), hidden: true }] : []),
          ]}
        >
          {items.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Said>{row.from.label}</Said>
                <span className="sub">
                  <Said>{row.from.framework.name}</Said>
                </span>
              </th>
              <td>{row.kind ? t(`kind.${row.kind}`) : t('rejected')}</td>
              <td>
                <Said>{row.to.label}</Said>
                <span className="sub">
                  <Said>{row.to.framework.name}</Said>
                </span>
              </td>
              <td className="text-muted">
                {row.by
                  ? t('list.byOn', {
                      date: format.dateTime(row.at, { dateStyle: 'medium' }),
                      by: row.by,
                    })
                  : format.dateTime(row.at, { dateStyle: 'medium' })}
              </td>
              {may ? (
                <td>
                  <form action={`${here}/undo`} method="post">
                    <input type="hidden" name="id" value={row.id} />
                    <Button
                      variant="quiet"
                      aria-label={t('list.undoLabel', { from: row.from.label, to: row.to.label })}
                    >
                      {t('list.undo')}
                    </Button>
                  </form>
                </td>
              ) : null}
            </tr>
          ))}
        </Table>
      )}
      {total > pageSize ? (
        <Pagination
          label={t('list.page')}
          position={t('list.position', {
            first: (page - 1) * pageSize + 1,
            last: Math.min(total, page * pageSize),
            total,
          })}
          {...(page > 1 ? { previous: { href: at(page - 1), label: t('list.previous') } } : {})}
          {...(page * pageSize < total
            ? { next: { href: at(page + 1), label: t('list.next') } }
            : {})}
        />
      ) : null}
    </>
  )
}
