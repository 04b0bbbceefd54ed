import { forestOfView } from '@/app/_components/frameworks/forest-of-view'
import {
  type Boxes,
  boxesPart,
  claimableUnder,
  matchingForest,
  nodeOf,
} from '@/server/domain/catalogue/claim-boxes'
import type { CredentialRecord } from '@/server/domain/catalogue/credential-record'
import { type ClaimKind, claimKinds } from '@/server/domain/catalogue/credentials'
import type { FrameworkView } from '@/server/domain/catalogue/framework-view'
import { holdsSearch, searchFor } from '@/server/domain/unspaced'

/** Which part of a framework's boxes a page shows, as its address says. */
export type AskedBoxes = { query: string; under: string | null; page: number }

type Query = Record<string, string | string[] | undefined>

export function askedBoxes({ q, under, page }: Query): AskedBoxes {
  return {
    query: typeof q === 'string' ? q.trim().slice(0, 120) : '',
    under: typeof under === 'string' && under !== '' ? under : null,
    page: typeof page === 'string' ? Number(page) : 1,
  }
}

/** The address of a part; `boxes` is what is ticked and not saved. */
export function boxesHref(
  here: string,
  { query, under, page }: AskedBoxes,
  more: Record<string, string> = {},
): string {
  const said = {
    ...(query === '' ? {} : { q: query }),
    ...(under === null ? {} : { under }),
    ...(page === 1 ? {} : { page: String(page) }),
    ...more,
  }
  const filled = Object.entries(said).filter(([, value]) => value !== '')
  return filled.length === 0 ? here : `${here}?${new URLSearchParams(filled)}`
}

/** A framework's boxes for a credential: which can be ticked, in which order, and what is stored. */
export function claimSheet(
  framework: FrameworkView,
  credential: CredentialRecord,
  { query }: Pick<AskedBoxes, 'query'>,
) {
  const whole = forestOfView(framework)
  const search = query === '' ? null : searchFor(query)
  const forest = search
    ? matchingForest(whole, ({ code, label, statement }) =>
        holdsSearch(`${code ?? ''} ${label} ${statement}`, search),
      )
    : whole
  const order = framework.tree.flatMap(({ id, isGroup }) => (isGroup ? [] : [id]))
  return { forest, order, stored: storedBoxes(credential, new Set(order)) }
}

export type ClaimSheet = ReturnType<typeof claimSheet>

/** The part of the sheet that is asked for; null where there is none. */
export function partOfSheet({ forest }: ClaimSheet, asked: AskedBoxes) {
  return boxesPart(forest, asked)
}

/** What a press on "all of this group" means; without a group, all that is listed. */
export function idsOfGroup({ forest }: ClaimSheet, asked: AskedBoxes, group: string): string[] {
  const at = group === '' ? asked.under : group
  if (at === null) return claimableUnder(forest)
  const node = nodeOf(forest, at)
  return node ? claimableUnder(group === '' ? node.children : [node]) : []
}

export function kindOf(text: string): ClaimKind | undefined {
  return claimKinds.find((kind) => kind === text)
}

function storedBoxes({ claims }: CredentialRecord, own: ReadonlySet<string>): Boxes {
  const boxes = new Map<string, ClaimKind[]>()
  for (const { claim, competency } of claims) {
    if (own.has(competency.id)) {
      boxes.set(competency.id, [...(boxes.get(competency.id) ?? []), claim])
    }
  }
  return boxes
}
