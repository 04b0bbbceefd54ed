import type { NextRequest } from 'next/server'
import { forgetColumns } from '@/app/_components/employers/list-verbs'

type Props = { params: Promise<{ list: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { list: id } = await params
  return forgetColumns(request, { org: null, id })
}
