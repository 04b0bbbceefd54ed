import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { blank } from '@/app/_i18n/blanks'
import { Pagination } from '../ui/pagination'
import { FrameworkTree, type TreeLinks } from './framework-tree'
import type { AskedPart, FrameworkPart } from './part-of-view'
import { TreeFilter } from './tree-filter'

type Props = {
  part: FrameworkPart
  title?: ReactNode
  total: number
  links: (id: string) => TreeLinks
  partHref: (part: AskedPart) => string
  /** Where the words of all competencies are, for the search of those that stand on other pages. */
  wordsHref: string
}

/** A page of a framework's tree with a search above it and the ways to its other pages. */
export async function TreeSection({ part, title, total, links, partHref, wordsHref }: Props) {
  const t = await getTranslations('frameworks.tree')
  const { nodes, page, pages } = part
  const isWhole = part.path.length === 0 && pages === 1 && !nodes.some(isFolded)
  return (
    <section aria-labelledby="competencies">
      <h2 id="competencies" className="mb-3">
        {title ?? t('title')}
      </h2>
      <TreeFilter
        label={t('search')}
        counted={blank(await getTranslations(), 'frameworks.tree.counted')}
        total={total}
        {...(isWhole ? {} : { elsewhere: { url: wordsHref, title: t('elsewhere') } })}
      >
        <FrameworkTree
          nodes={nodes}
          links={links}
          partHref={(under) => partHref({ under, page: 1 })}
        />
      </TreeFilter>
      <PartPages part={part} partHref={partHref} position={t('part', { page, pages })} />
    </section>
  )
}

type Node = FrameworkPart['nodes'][number]

const isFolded = (node: Node): boolean => node.folded || node.children.some(isFolded)

async function PartPages({
  part,
  partHref,
  position,
}: Pick<Props, 'part' | 'partHref'> & { position: string }) {
  const { page, pages } = part
  if (pages === 1) return null
  const t = await getTranslations('catalogue.pages')
  const hrefOf = (to: number) => partHref({ under: part.path.at(-1)?.id ?? null, page: to })
  return (
    <Pagination
      label={t('label')}
      position={position}
      {...(page > 1 ? { previous: { href: hrefOf(page - 1), label: t('previous') } } : {})}
      {...(page < pages ? { next: { href: hrefOf(page + 1), label: t('next') } } : {})}
    />
  )
}
