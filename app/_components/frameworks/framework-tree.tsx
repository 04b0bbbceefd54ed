import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Said } from '@/app/_components/ui/said'
import { Blocks, Statement } from '@/app/_components/ui/statement'
import { saidOnce } from '@/server/domain/catalogue/competency-label'
import type { CompetencySummary } from '@/server/domain/catalogue/framework-view'
import type { PartNode } from './part-of-view'

type Words = Awaited<ReturnType<typeof getTranslations<'frameworks'>>>

export type TreeLinks = { details?: string; edit?: string; add?: string }

type Props = {
  nodes: PartNode[]
  /** Addresses of a competency's page, of its form, of the form for one under it. */
  links: (id: string) => TreeLinks
  /** The page on which what is folded under a competency stands. */
  partHref: (under: string) => string
}

/** A framework's tree as nested lists and native folds; it reads, folds and prints without script. */
export async function FrameworkTree(props: Props) {
  const t = await getTranslations('frameworks')
  return <Branch {...props} t={t} depth={0} />
}

function Branch({ nodes, links, partHref, t, depth }: Props & { t: Words; depth: number }) {
  return (
    <ul data-branch="" className={depth === 0 ? 'rows' : 'mt-1 border-l border-line pl-4 md:pl-6'}>
      {nodes.map(({ item, children, repeated, under, folded }) => (
        <li key={item.id} data-competency={item.id} className={depth === 0 ? undefined : 'py-2'}>
          {children.length > 0 ? (
            <details open={depth === 0} className="group">
              <summary className="min-h-6 cursor-pointer py-0.5">
                <Name item={item} strong />{' '}
                <span data-aside="" className="text-sm text-muted">
                  {t('tree.under', { count: under })}
                </span>
              </summary>
              <Words item={item} links={links(item.id)} t={t} />
              <Branch nodes={children} links={links} partHref={partHref} t={t} depth={depth + 1} />
            </details>
          ) : (
            <>
              <p>
                <Name item={item} strong={folded} />
                {folded ? (
                  <Folded
                    href={partHref(item.id)}
                    words={t('tree.under', { count: under })}
                    item={item}
                  />
                ) : null}
                {repeated ? (
                  <span data-aside="" className="text-sm text-muted">
                    {' '}
                    ({t('tree.repeated')})
                  </span>
                ) : null}
              </p>
              <Words item={item} links={links(item.id)} t={t} />
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

/** What stands under a competency on a page of its own. */
function Folded({ href, words, item }: { href: string; words: string; item: CompetencySummary }) {
  return (
    <>
      {' '}
      <Link
        href={href}
        prefetch={false}
        data-aside=""
        className="link inline-flex min-h-6 items-center text-sm"
      >
        {words}
        <span className="sr-only">: {item.label}</span>
      </Link>
    </>
  )
}

function Name({ item, strong = false }: { item: CompetencySummary; strong?: boolean }) {
  return (
    <>
      {item.code ? <span className="mr-2 text-muted">{item.code}</span> : null}
      <span className={strong ? 'font-semibold' : 'font-medium'}>
        <Said>{saidOnce(item).name}</Said>
      </span>
    </>
  )
}

function Words({ item, links, t }: { item: CompetencySummary; links: TreeLinks; t: Words }) {
  const levels = item.levels.filter((level) => !/^https?:/i.test(level))
  const facts = [
    item.type ? t(`type.${item.type}`) : null,
    item.axis ? t(`axis.${item.axis}`) : null,
    levels.length > 0 ? t('tree.level', { level: levels.join(', ') }) : null,
  ].filter((fact) => fact !== null)
  const ways = [
    {
      href: links.details,
      word: t('tree.detailsWord'),
      label: t('tree.details', { label: item.label }),
    },
    { href: links.edit, word: t('tree.editWord'), label: t('tree.edit', { label: item.label }) },
    { href: links.add, word: t('tree.addWord'), label: t('tree.add', { label: item.label }) },
  ]
  return (
    <>
      <Blocks of={saidOnce(item).rest} className="measure" />
      <Statement text={item.notes} className="measure text-sm text-muted" />
      <p data-aside="" className="flex flex-wrap gap-x-4 text-sm text-muted">
        {facts.length > 0 ? <span>{facts.join(' · ')}</span> : null}
        {ways.map(({ href, word, label }) =>
          href ? (
            <Link
              key={word}
              href={href}
              prefetch={false}
              aria-label={label}
              className="link no-print inline-flex min-h-6 items-center"
            >
              {word}
            </Link>
          ) : null,
        )}
      </p>
    </>
  )
}
