import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { Button } from '@/app/_components/ui/button'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { TextField } from '@/app/_components/ui/field'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Notice } from '@/app/_components/ui/notice'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { blank } from '@/app/_i18n/blanks'
import { readProblem } from '@/app/_trpc/form-problem'
import { readerMayDo } from '@/app/_trpc/may-do'
import { readAnyFramework } from '@/app/o/[org]/frameworks/_read/own-framework'
import {
  type Boxes,
  changedBoxes,
  claimableUnder,
  nodeOf,
  readBoxes,
  writeBoxes,
} from '@/server/domain/catalogue/claim-boxes'
import { claimKinds } from '@/server/domain/catalogue/credentials'
import { readOwnCredential } from '../../../_read/own-credential'
import {
  type AskedBoxes,
  askedBoxes,
  boxesHref,
  claimSheet,
  partOfSheet,
} from '../_read/claim-sheet'
import { BoxCounter } from './_components/box-counter'
import { AllOf, BoxRows } from './_components/box-rows'

type Props = {
  params: Promise<{ org: string; slug: string; framework: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('claims.boxes')
  return { title: t('title', { credential: (await readOwnCredential(params)).name }) }
}

/** All competencies of a framework with a box for each kind of claim; one press saves them all. */
export default async function ClaimBoxesPage({ params, searchParams }: Props) {
  const { org, slug, framework: frameworkSlug } = await params
  const query = await searchParams
  if (!(await readerMayDo(org, 'credential.edit'))) notFound()
  const credential = await readOwnCredential(params)
  const framework = await readAnyFramework(Promise.resolve({ org, slug: frameworkSlug }))
  const t = await getTranslations('claims')
  const asked = askedBoxes(query)
  const sheet = claimSheet(framework, credential, asked)
  const part = partOfSheet(sheet, asked) ?? notFound()
  const written = typeof query.boxes === 'string' ? query.boxes : ''
  const pending = readBoxes(sheet.order, written)
  const boxes: Boxes = new Map([...sheet.stored, ...(pending ?? [])])
  const shown = shownOn(part.nodes)
  const unsaved = changedBoxes(sheet.stored, boxes)
  const elsewhere = new Map([...unsaved].filter(([id]) => !shown.includes(id)))
  const here = `/o/${org}/credentials/${slug}/claims/${frameworkSlug}`
  const toPart = (to: AskedBoxes) => `go ${boxesHref('', to).slice(1)}`
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[
          { href: `/o/${org}/credentials`, label: t('credentials') },
          { href: `/o/${org}/credentials/${slug}`, label: credential.name },
          { href: `/o/${org}/credentials/${slug}/claims`, label: t('title') },
          { label: framework.name },
        ]}
      />
      <PageHeading
        kick={<Said>{framework.name}</Said>}
        title={t('boxes.title', { credential: credential.name })}
        lede={t('boxes.lede')}
        actions={<LinkButton href={`${here}/sheet`}>{t('boxes.fromSheet')}</LinkButton>}
      />
      <div className="mb-5 grid gap-3">
        <Outcome problem={readProblem(query)} done={await savedWords(query.saved)} />
        {written !== '' && pending === null ? (
          <Notice kind="warn">{t('boxes.changed')}</Notice>
        ) : null}
      </div>
      {sheet.order.length === 0 ? (
        <EmptyState
          title={t('boxes.empty')}
          action={
            framework.owner.slug === org ? (
              <LinkButton href={`/o/${org}/frameworks/${frameworkSlug}/competencies/new`}>
                {t('boxes.addCompetency')}
              </LinkButton>
            ) : null
          }
        />
      ) : (
        <form key={`${written} ${query.saved}`} method="post" action={`${here}/save`}>
          <input type="hidden" name="view" value={boxesHref('', asked).slice(1)} />
          <input type="hidden" name="boxes" value={writeBoxes(sheet.order, elsewhere)} />
          <input type="hidden" name="shown" value={shown.join(' ')} />
          <div className="mb-4 flex max-w-[36rem] flex-wrap items-end gap-2.5">
            <div className="min-w-0 flex-1 basis-64">
              <TextField
                name="q"
                type="search"
                label={t('boxes.filter')}
                defaultValue={asked.query}
                maxLength={120}
                autoComplete="off"
              />
            </div>
            <Button name="do" value="show">
              {t('boxes.show')}
            </Button>
            {asked.query === '' ? null : (
              <Button name="do" value="go" variant="quiet">
                {t('boxes.showAll')}
              </Button>
            )}
          </div>
          {asked.under === null ? null : (
            <p className="mb-3">
              <Button name="do" value={toPart({ ...asked, under: null, page: 1 })} variant="quiet">
                {t('boxes.whole')}
              </Button>{' '}
              {part.path.map(({ label }) => label).join(' / ')}
            </p>
          )}
          {part.nodes.length === 0 ? (
            <p className="text-muted">{t('boxes.nothingFound')}</p>
          ) : (
            <div data-group="">
              <Head part={part} />
              <BoxRows
                nodes={part.nodes}
                stored={sheet.stored}
                boxes={boxes}
                claimable={(id) => {
                  const node = nodeOf(sheet.forest, id)
                  return node ? claimableUnder(node.children).length : 0
                }}
                toPart={(under) => toPart({ ...asked, under, page: 1 })}
              />
            </div>
          )}
          <Pages part={part} toPart={(page) => toPart({ ...asked, page })} />
          <div className="box-save">
            <Button name="do" value="save" variant="primary">
              {t('boxes.save')}
            </Button>
            <BoxCounter
              words={blank(await getTranslations(), 'claims.boxes.unsaved')}
              elsewhere={boxCount(sheet.stored, elsewhere)}
              initial={boxCount(sheet.stored, unsaved) - boxCount(sheet.stored, elsewhere)}
            />
            <LinkButton href={`/o/${org}/credentials/${slug}`} className="ml-auto">
              {t('boxes.back')}
            </LinkButton>
          </div>
        </form>
      )}
    </>
  )
}

type Part = NonNullable<ReturnType<typeof partOfSheet>>

/** The kinds above their columns, and a press that ticks all that is listed. */
async function Head({ part }: { part: Part }) {
  const t = await getTranslations('claims.boxes')
  const kinds = await getTranslations('own-credentials.claim')
  return (
    <div className="box-head">
      <div className="box-row">
        <span className="max-md:hidden">{t('competency')}</span>
        <div className="box-kinds max-md:hidden" aria-hidden="true">
          {claimKinds.map((kind) => (
            <span key={kind}>{kinds(kind)}</span>
          ))}
        </div>
      </div>
      <div className="box-row">
        <span className="font-semibold">{t('everything')}</span>
        <AllOf
          node={{ folded: part.pages > 1, children: part.nodes }}
          group=""
          name={t('everythingName')}
        />
      </div>
    </div>
  )
}

async function Pages({ part, toPart }: { part: Part; toPart: (page: number) => string }) {
  const { page, pages } = part
  if (pages === 1) return null
  const t = await getTranslations('claims.boxes')
  return (
    <nav aria-label={t('pages')} className="my-4 flex flex-wrap items-center justify-between gap-3">
      <p className="text-muted">{t('page', { page, pages })}</p>
      <div className="flex gap-2">
        {page > 1 ? (
          <Button name="do" value={toPart(page - 1)}>
            {t('previous')}
          </Button>
        ) : null}
        {page < pages ? (
          <Button name="do" value={toPart(page + 1)}>
            {t('next')}
          </Button>
        ) : null}
      </div>
    </nav>
  )
}

function shownOn(nodes: Part['nodes']): string[] {
  return nodes.flatMap(({ item, repeated, children }) => [
    ...(item.isGroup || repeated ? [] : [item.id]),
    ...shownOn(children),
  ])
}

/** Single boxes that are otherwise than stored. */
function boxCount(stored: Boxes, said: Boxes): number {
  return [...said].reduce((sum, [id, ticked]) => {
    const before = stored.get(id) ?? []
    return sum + claimKinds.filter((kind) => ticked.includes(kind) !== before.includes(kind)).length
  }, 0)
}

async function savedWords(saved: string | string[] | undefined): Promise<string | undefined> {
  const [, added, removed] = typeof saved === 'string' ? (/^(\d+) (\d+)$/.exec(saved) ?? []) : []
  if (added === undefined) return undefined
  const t = await getTranslations('claims.boxes')
  const counts = { added: Number(added), removed: Number(removed) }
  return counts.added + counts.removed === 0 ? t('savedNothing') : t('saved', counts).trim()
}
