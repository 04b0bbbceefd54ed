import type { NextRequest } from 'next/server'
import { forgetColumns } from '@/app/_components/employers/list-verbs'

type Props = { params: Promise<{ org: string; list: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, list: id } = await params
  return forgetColumns(request, { org, id })
}
