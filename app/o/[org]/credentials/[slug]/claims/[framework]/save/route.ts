import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import type { Form } from '@/app/_trpc/form-post'
import { problemQuery } from '@/app/_trpc/form-problem'
import {
  type Boxes,
  changedBoxes,
  mostClaims,
  readBoxes,
  tickAll,
  writeBoxes,
} from '@/server/domain/catalogue/claim-boxes'
import { type ClaimKind, claimKinds } from '@/server/domain/catalogue/credentials'
import { DomainError } from '@/server/domain/errors'
import { askedBoxes, boxesHref, claimSheet, idsOfGroup, kindOf } from '../../_read/claim-sheet'

type Props = { params: Promise<{ org: string; slug: string; framework: string }> }

/**
 * Saves the boxes that a page showed, or shows another part, or ticks all of a group: whatever is pressed, what was ticked
 * on this page and on those before it goes along in the address until it is saved.
 */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, slug, framework } = await params
  const here = `/o/${org}/credentials/${slug}/claims/${framework}`
  let again = (problem: Record<string, string>) => boxesHref(here, askedBoxes({}), problem)
  return formAction(
    request,
    here,
    async (api, field, form) => {
      const [view, credential] = await Promise.all([
        api.frameworks.read({ org, slug: framework }),
        api.credentials.read({ org, slug }),
      ])
      const asked = askedBoxes(Object.fromEntries(new URLSearchParams(field('view'))))
      const sheet = claimSheet(view, credential, asked)
      const pending = readBoxes(sheet.order, field('boxes')) ?? new Map()
      const said = saidBoxes(form, new Map([...sheet.stored, ...pending]))
      const kept = (boxes: Boxes) => writeBoxes(sheet.order, changedBoxes(sheet.stored, boxes))
      again = (problem) => boxesHref(here, asked, { boxes: kept(said), ...problem })
      const [act = '', kind = '', group = ''] = field('do').split(' ')
      if (act === 'all') {
        const ids = idsOfGroup(sheet, asked, group)
        const claim = kindOf(kind)
        const next = claim ? tickAll(said, ids, claim) : said
        requireRoom(changedBoxes(sheet.stored, next))
        const at = group === '' ? '' : `#g-${group}`
        return `${boxesHref(here, asked, { boxes: kept(next) })}${at}`
      }
      if (act === 'go') {
        const to = askedBoxes(Object.fromEntries(new URLSearchParams(kind)))
        return boxesHref(here, to, { boxes: kept(said) })
      }
      if (act === 'show') {
        const to = askedBoxes({ q: field('q') })
        return boxesHref(here, to, { boxes: kept(said) })
      }
      const changed = changedBoxes(sheet.stored, said)
      if (changed.size === 0) return boxesHref(here, asked, { saved: '0 0' })
      const competencies = [...changed].map(([competencyId, claims]) => ({
        competencyId,
        claims: [...claims],
      }))
      const { added, removed } = await api.credentials.setClaims({
        org,
        said: { slug, competencies },
      })
      return boxesHref(here, asked, { saved: `${added} ${removed}` })
    },
    { refused: ({ message }) => again(problemQuery({ message, field: null })) },
  )
}

/** The boxes as the form sent them: those it showed, over what stood before. */
function saidBoxes({ field, all }: Form, before: Boxes): Boxes {
  const said = new Map(before)
  for (const id of field('shown').split(' ').filter(Boolean)) said.set(id, [])
  for (const kind of claimKinds) {
    for (const id of all(kind)) {
      const ticked: readonly ClaimKind[] | undefined = said.get(id)
      if (ticked) said.set(id, [...ticked.filter((each) => each !== kind), kind])
    }
  }
  return said
}

/** An address holds as much as a credential may claim; more could not be saved either. */
function requireRoom(changed: Boxes): void {
  const most = mostClaims
  if (changed.size > most) {
    throw new DomainError('limit_reached', 'credentials.mostClaims', { values: { most } })
  }
}
