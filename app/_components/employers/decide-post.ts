import 'server-only'
import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import type { Form } from '@/app/_trpc/form-post'
import { problemQuery } from '@/app/_trpc/form-problem'
import type { routeCaller } from '@/app/_trpc/route-caller'
import { rowProblemQuery } from '@/app/_trpc/row-problems'
import type { ConfirmOrganization, RefuseMany } from '@/server/domain/people/confirmations'
import { fieldOf } from '@/server/routers/tell-error'
import { shortId } from './short-id'

type Caller = Awaited<ReturnType<typeof routeCaller>>
type Decided = Awaited<ReturnType<Caller['operator']['confirm']>>

type Verbs = {
  confirm: (confirmations: ConfirmOrganization[]) => Promise<Decided>
  refuse: (refusal: RefuseMany) => Promise<Decided>
}

/** Confirms or turns down what was ticked; what could not be decided comes back as it was typed, each with its reason. */
export function decidePost(
  request: NextRequest,
  back: string,
  verbs: (api: Caller) => Verbs,
): Promise<Response> {
  return formAction(
    request,
    back,
    async (api, field, form) => {
      const ids = form.all('employer')
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
      return withQuery(back, [
        ['done', refuses ? 'refused' : 'confirmed'],
        ['count', String(done)],
        ...rowProblemQuery(rows),
        ...typedIn(
          form,
          undone.map(({ organizationId }) => organizationId),
        ),
      ])
    },
    {
      refused: (error, form) =>
        withQuery(back, [
          ...Object.entries(problemQuery({ message: error.message, field: fieldOf(error) })),
          ...typedIn(form, form.all('employer')),
        ]),
    },
  )
}

function withQuery(path: string, pairs: [string, string][]): string {
  return `${path}?${new URLSearchParams(pairs)}#waiting`
}

/** That these rows were ticked, what was typed for them, and the reasons. */
function typedIn({ field }: Form, ids: readonly string[]): [string, string][] {
  const was = (name: string, as: string): [string, string][] => {
    const text = field(name).slice(0, 300)
    return text === '' ? [] : [[`was.${as}`, text]]
  }
  if (ids.length === 0) return []
  return [
    ...ids.flatMap((id): [string, string][] => [
      ['tick', shortId(id)],
      ...was(`county.${id}`, `county.${shortId(id)}`),
      ...was(`industry.${id}`, `industry.${shortId(id)}`),
    ]),
    ...was('note', 'note'),
    ...was('refusal', 'refusal'),
  ]
}
