import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import { OrganizationKindSchema } from '@/server/domain/people/organizations'

export function POST(request: NextRequest): Promise<Response> {
  return formAction(
    request,
    '/welcome',
    async (api, field) => {
      const kind = OrganizationKindSchema.catch('employer').parse(field('kind'))
      const { slug } = await api.organizations.create({ kind, name: field('name') })
      return `/o/${slug}/settings`
    },
    { keep: ['kind', 'name'] },
  )
}
