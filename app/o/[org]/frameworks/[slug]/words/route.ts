import type { NextRequest } from 'next/server'
import { treeWords } from '@/app/_components/frameworks/tree-words'
import { workspaceLinks } from '@/app/_components/frameworks/workspace-links'
import { namesNothing } from '@/app/_trpc/page-data'
import { routeCaller } from '@/app/_trpc/route-caller'
import { orStatus } from '@/app/_trpc/trouble'
import { mayDo } from '@/server/domain/permissions'

type Props = { params: Promise<{ org: string; slug: string }> }

/** The words of a framework's competencies, for the search above its tree; never cached. */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, slug } = await params
  return orStatus(async () => {
    try {
      const api = await routeCaller(request)
      const framework = await api.frameworks.read({ org, slug })
      const { organization } = await api.organizations.frame({ org })
      const mayEdit = mayDo(organization.kind, organization.role, 'framework.edit')
      return Response.json(
        treeWords(framework, workspaceLinks(framework, { org, mayEdit }).links),
        {
          headers: { 'Cache-Control': 'private, no-store' },
        },
      )
    } catch (error) {
      if (namesNothing(error)) return new Response(null, { status: 404 })
      throw error
    }
  })
}
