import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

export function POST(request: NextRequest): Promise<Response> {
  return formAction(request, '/operator/outbox', async (api, field) => {
    const act = field('act') === 'drop' ? 'drop' : 'retry'
    await api.operator[act]({ subjectId: field('subjectId'), id: field('id') })
    return `/operator/outbox?done=${act}`
  })
}
