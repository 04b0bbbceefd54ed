import type { NextRequest } from 'next/server'
import { namesNothing } from '@/app/_trpc/page-data'
import { routeCaller } from '@/app/_trpc/route-caller'
import { orStatus } from '@/app/_trpc/trouble'

type Props = { params: Promise<{ org: string; slug: string }> }

/** A framework of the organization's own, or a published one, as a workbook; never cached. */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, slug } = await params
  return orStatus(async () => {
    try {
      const api = await routeCaller(request)
      const found = await api.frameworks.exportWorkbook({ org, slug })
      return new Response(found.bytes, {
        headers: {
          'Content-Type': found.mediaType,
          'Content-Disposition': `attachment; filename="${found.name}"`,
          'Cache-Control': 'private, no-store',
        },
      })
    } catch (error) {
      if (namesNothing(error)) return new Response(null, { status: 404 })
      throw error
    }
  })
}
