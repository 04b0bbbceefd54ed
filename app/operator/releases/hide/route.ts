import { revalidatePath } from 'next/cache'
import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'

export function POST(request: NextRequest): Promise<Response> {
  return formAction(request, '/operator/releases', async (api, field) => {
    await api.releases.hideCohort({
      subjectId: field('subjectId'),
      cohortId: field('cohortId'),
      reason: field('reason'),
    })
    // No release follows that would drop the cached public pages.
    revalidatePath('/', 'layout')
    return '/operator/releases?hidden=1'
  })
}
