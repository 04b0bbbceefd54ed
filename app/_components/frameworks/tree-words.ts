import { saidOnce } from '@/server/domain/catalogue/competency-label'
import type { FrameworkView } from '@/server/domain/catalogue/framework-view'
import { plainText } from '@/server/domain/marked-text'
import type { TreeLinks } from './framework-tree'

/** A competency as the search above a tree finds it where it stands on another page. */
export type TreeWord = { id: string; name: string; words: string; href: string | null }

export function treeWords(view: FrameworkView, links: (id: string) => TreeLinks): TreeWord[] {
  return view.tree.map((item) => {
    const { details, edit } = links(item.id)
    return {
      id: item.id,
      name: [item.code, saidOnce(item).name].filter(Boolean).join(' '),
      words: `${item.label} ${plainText(item.statement)}`.toLowerCase(),
      href: edit ?? details ?? null,
    }
  })
}
