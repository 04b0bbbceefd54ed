import { TRPCError } from '@trpc/server'
import type { NextRequest } from 'next/server'
import { routeCaller } from '@/app/_trpc/route-caller'
import { isTrouble, orStatus } from '@/app/_trpc/trouble'
import { exportFormats } from '@/server/domain/catalogue/frameworks'

type Props = { params: Promise<{ org: string; slug: string }> }

/** A framework of the organization's own, or a published one, as a file; never cached. */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, slug } = await params
  const asked = request.nextUrl.searchParams.get('format')
  const format = exportFormats.find((each) => each === asked)
  if (!format) return new Response(null, { status: 404 })
  return orStatus(async () => {
    try {
      const api = await routeCaller(request)
      const found = await api.frameworks.export({ org, slug, format })
      return new Response(found.text, {
        headers: {
          'Content-Type': found.mediaType,
          'Content-Disposition': `attachment; filename="${found.name}"`,
          'Cache-Control': 'private, no-store',
        },
      })
    } catch (error) {
      if (!(error instanceof TRPCError) || isTrouble(error)) throw error
      return new Response(error.message, { status: error.code === 'UNAUTHORIZED' ? 401 : 404 })
    }
  })
}
