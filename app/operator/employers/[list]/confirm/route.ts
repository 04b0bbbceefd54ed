import type { NextRequest } from 'next/server'
import { confirmList } from '@/app/_components/employers/list-verbs'

type Props = { params: Promise<{ list: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { list: id } = await params
  return confirmList(request, { org: null, id })
}
