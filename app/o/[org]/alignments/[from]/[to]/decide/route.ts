import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import { AlignmentKind } from '@/server/domain/catalogue/alignments'

type Props = { params: Promise<{ org: string; from: string; to: string }> }

/** The buttons of one competency's page; `do` says which was pressed. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, from, to } = await params
  const here = `/o/${org}/alignments/${from}/${to}`
  const asked = request.nextUrl.searchParams
  const at = (competency: string | null, said: Record<string, string> = {}) =>
    `${here}?${new URLSearchParams({ ...(competency ? { c: competency } : {}), ...said })}`
  const current = asked.get('c')
  const next = asked.get('next')
  const back = at(current)
  return formAction(request, back, async ({ alignments }, field) => {
    const fromId = field('from')
    const reject = async (ids: string[]) => {
      const decisions = ids.map((toId) => ({ toId, verdict: 'reject' as const }))
      return (await alignments.decide({ org, fromId, decisions })).ids.join(',')
    }
    switch (field('do')) {
      case 'accept': {
        const kind = AlignmentKind.safeParse(field('kind'))
        if (!kind.success || field('to') === '') return at(current, { missing: '1' })
        const { ids } = await alignments.decide({
          org,
          fromId,
          decisions: [{ toId: field('to'), verdict: 'accept', kind: kind.data }],
        })
        return at(next, { done: ids.join(',') })
      }
      case 'none':
        return at(next, { done: await reject(field('offered').split(',')) })
      case 'reject':
        return at(current, { done: await reject([field('reject')]) })
      case 'undo':
        await alignments.undo({ org, ids: field('ids').split(',') })
        return at(current, { undone: '1' })
      default:
        return back
    }
  })
}
