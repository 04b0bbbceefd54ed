import 'server-only'
import type { NextRequest } from 'next/server'
import { formAction, longestAddress } from '@/app/_trpc/form-action'
import type { Form } from '@/app/_trpc/form-post'
import { problemQuery } from '@/app/_trpc/form-problem'
import type { routeCaller } from '@/app/_trpc/route-caller'
import { rowProblemQuery } from '@/app/_trpc/row-problems'
import type { ConfirmOrganization, RefuseMany } from '@/server/domain/people/confirmations'
import { fieldOf } from '@/server/routers/tell-error'
import { allTicked } from './read-decision'
import { shortId } from './short-id'

type Caller = Awaited<ReturnType<typeof routeCaller>>
type Decided = Awaited<ReturnType<Caller['operator']['confirm']>>

type Verbs = {
  confirm: (confirmations: ConfirmOrganization[]) => Promise<Decided>
  refuse: (refusal: RefuseMany) => Promise<Decided>
}

/**
 * Confirms or turns down what was ticked; what could not be decided comes back as it was typed, each with its reason. Without
 * script it also ticks all, and keeps what was typed.
 */
export function decidePost(
  request: NextRequest,
  page: string,
  verbs: (api: Caller) => Verbs,
): Promise<Response> {
  return formAction(
    request,
    page,
    async (api, field, form) => {
      const ids = form.all('employer')
      if (field('do') === 'all') return addressOf(page, form, allTicked(field('list')))
      const { confirm, refuse } = verbs(api)
      const refuses = field('do') === 'refuse'
      const { done, undone } = refuses
        ? await refuse({ organizationIds: ids, note: field('refusal') })
        : await confirm(
            ids.map((organizationId) => ({
              organizationId,
              county: field(`county.${organizationId}`),
              industry: field(`industry.${organizationId}`),
              note: field('note'),
            })),
          )
      const rows = undone.map(({ organizationId, ...said }) => ({
        id: shortId(organizationId),
        ...said,
      }))
      const said: [string, string][] = [
        ['done', refuses ? 'refused' : 'confirmed'],
        ['count', String(done)],
        ...rowProblemQuery(rows),
        ...allTicked(''),
      ]
      const left = new Set(undone.map(({ organizationId }) => organizationId))
      const isDone = (id: string) => ids.includes(id) && !left.has(id)
      // Reasons are about those that were ticked.
      const pairs = left.size > 0 ? form.pairs : form.pairs.filter(([name]) => !reason.test(name))
      return addressOf(page, { ...form, pairs }, said, isDone)
    },
    {
      refused: (error, form) =>
        addressOf(page, form, [
          ...Object.entries(problemQuery({ message: error.message, field: fieldOf(error) })),
          ...form.all('employer').map((id): [string, string] => ['tick', shortId(id)]),
        ]),
    },
  )
}

const reason = /^(note|refusal)$/

/**
 * The page again, as it was searched, with what is to be said and as much of what was typed as an address holds: of rows that
 * are not done only what is not filled in anyway.
 */
function addressOf(
  page: string,
  { field, pairs }: Form,
  said: readonly [string, string][],
  isDone: (id: string) => boolean = () => false,
): string {
  const list = /^[a-z]+$/.test(field('list')) ? field('list') : 'waiting'
  const query = new URLSearchParams(field('q') === '' ? [] : [['q', field('q').slice(0, 100)]])
  for (const [name, value] of said) query.append(name, value)
  const room = longestAddress - page.length - list.length - 2
  for (const [name, value] of typedIn(pairs, isDone)) {
    const longer = new URLSearchParams([...query, [name, value]])
    if (longer.toString().length <= room) query.append(name, value)
  }
  return `${page}?${query}#${list}`
}

/** The reasons that were typed, then counties and industries that differ from what was filled in. */
function typedIn(pairs: Form['pairs'], isDone: (id: string) => boolean): [string, string][] {
  const guesses = new Map(pairs)
  const reasons = pairs.filter(([name, text]) => reason.test(name) && text !== '')
  const places = pairs.flatMap(([name, text]): [string, string][] => {
    const [what = '', id] = name.split('.')
    if (!id || !/^(county|industry)$/.test(what) || isDone(id)) return []
    return text === (guesses.get(`guess.${name}`) ?? '') ? [] : [[`${what}.${shortId(id)}`, text]]
  })
  return [...reasons, ...places].map(([name, text]) => [`was.${name}`, text])
}
