import 'server-only'
import type { NextRequest } from 'next/server'
import { columnsSaid, sheetSaid } from '@/app/_components/sheet-grid/sheet-said'
import { csvAction } from '@/app/_trpc/csv-action'
import { formAction } from '@/app/_trpc/form-action'
import type { Form } from '@/app/_trpc/form-post'
import type { routeCaller } from '@/app/_trpc/route-caller'
import { takenIn } from '@/app/_trpc/taken-in'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { employerFieldOf } from '@/server/domain/people/employer-lists'

type Caller = Awaited<ReturnType<typeof routeCaller>>

/** Where the lists of a partnership stand, or the operator's. */
function listsAt(org: string | null): string {
  return org === null ? '/operator/employers' : `/o/${org}/employers/lists`
}

/**
 * Takes a list in, pasted or as a file, in the place of one of which nothing but these lines was left.
 * @param fileOf the form's file, which the route names itself: the server in front lets no other take one
 */
export function takeList(
  request: NextRequest,
  org: string | null,
  fileOf: (form: Form) => ReturnType<Form['file']>,
): Promise<Response> {
  const base = listsAt(org)
  return formAction(
    request,
    `${base}/new`,
    async ({ employerLists: api }, field, form) => {
      const came = { file: await fileOf(form), text: field('text') }
      const replaced = field('replaces')
      const [id, ...more] = await takenIn(came, {
        file: (file) => (org === null ? api.keepFile(file) : api.keepFileOwn({ org, ...file })),
        text: (text) => (org === null ? api.keepText({ text }) : api.keepTextOwn({ org, text })),
      })
      if (replaced) {
        const list = { id: replaced }
        await (org === null ? api.discard({ list }) : api.discardOwn({ org, list }))
      }
      // The page of new ones leads to all that wait.
      return more.length > 0 ? `${base}/new` : `${base}/${id}`
    },
    { file: frameworkLimits.bytes, keep: ['text'] },
  )
}

type OneList = { org: string | null; id: string }

export function sayColumns(request: NextRequest, { org, id }: OneList): Promise<Response> {
  const back = `${listsAt(org)}/${id}`
  return formAction(
    request,
    back,
    async ({ employerLists: api }, field, { pairs }) => {
      const fields = columnsSaid(pairs).map(employerFieldOf)
      const list = { id, fields, remember: field('remember') }
      await (org === null ? api.map({ list }) : api.mapOwn({ org, list }))
      return `${back}#checked`
    },
    { keep: 'all' },
  )
}

export function saySheet(request: NextRequest, { org, id }: OneList): Promise<Response> {
  const back = `${listsAt(org)}/${id}`
  return formAction(request, back, async ({ employerLists: api }, field) => {
    const list = { id, ...sheetSaid(field) }
    await (org === null ? api.chooseSheet({ list }) : api.chooseSheetOwn({ org, list }))
    return back
  })
}

export function forgetColumns(request: NextRequest, { org, id }: OneList): Promise<Response> {
  const back = `${listsAt(org)}/${id}`
  return formAction(request, back, async ({ employerLists: api }, field) => {
    const forget = { remembered: field('remembered') }
    await (org === null ? api.forgetColumns({ forget }) : api.forgetColumnsOwn({ org, forget }))
    return `${back}?done=forgotten`
  })
}

/** Confirms what can be; of a list of which nothing is left the page of new ones says how it went. */
export function confirmList(request: NextRequest, { org, id }: OneList): Promise<Response> {
  const base = listsAt(org)
  return formAction(
    request,
    `${base}/${id}`,
    async ({ employerLists: api }, field: (name: string) => string) => {
      const list = { id, note: field('note') }
      const { confirmed, left } = await (org === null
        ? api.confirm({ list })
        : api.confirmOwn({ org, list }))
      return `${base}/${left > 0 ? id : 'new'}?confirmed=${confirmed}`
    },
    { keep: ['note'] },
  )
}

export function discardList(request: NextRequest, { org, id }: OneList): Promise<Response> {
  const base = listsAt(org)
  return formAction(request, `${base}/${id}`, async ({ employerLists: api }) => {
    const list = { id }
    await (org === null ? api.discard({ list }) : api.discardOwn({ org, list }))
    return `${base}/new?done=discarded`
  })
}

export function linesLeft(request: NextRequest, { org, id }: OneList): Promise<Response> {
  const list = { id }
  return csvAction(request, 'employers-to-mend.csv', ({ employerLists: api }: Caller) =>
    org === null ? api.linesLeft({ list }) : api.linesLeftOwn({ org, list }),
  )
}
