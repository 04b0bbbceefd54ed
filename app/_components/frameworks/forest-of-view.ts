import { forestOf, type TreeNode } from '@/server/domain/catalogue/framework-tree'
import type { CompetencySummary, FrameworkView } from '@/server/domain/catalogue/framework-view'

/** The tree of a framework in the order it is read. */
export function forestOfView(view: FrameworkView): TreeNode<CompetencySummary>[] {
  const items = view.tree.map((item) => ({ ...item, codedNotation: item.code }))
  return forestOf(items, view.links)
}
