import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import { problemQuery } from '@/app/_trpc/form-problem'

type Props = { params: Promise<{ org: string }> }

/** Says yes to publishing as not confirmed, and publishes what led here. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  return formAction(
    request,
    `/o/${org}/publish`,
    async (api, field) => {
      const [credential, framework] = [field('credential'), field('framework')]
      await api.organizations.publishUnconfirmed({ org })
      if (credential !== '') {
        await api.credentials.publish({ org, slug: credential, state: 'published' })
        return `/o/${org}/credentials/${encodeURIComponent(credential)}`
      }
      if (framework !== '') {
        await api.frameworks.publish({ org, slug: framework, state: 'published' })
        return `/o/${org}/frameworks/${encodeURIComponent(framework)}`
      }
      return `/o/${org}/frameworks`
    },
    {
      refused: ({ message }, { field }) => {
        const kind = field('framework') === '' ? 'credential' : 'framework'
        const query = new URLSearchParams(problemQuery({ message, field: null }))
        // What was refused after the yes is told where it is to be mended.
        return `/o/${org}/${kind}s/${encodeURIComponent(field(kind))}?${query}`
      },
    },
  )
}
