import type { NextRequest } from 'next/server'
import { linesLeft } from '@/app/_components/employers/list-verbs'

type Props = { params: Promise<{ org: string; list: string }> }

export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { org, list: id } = await params
  return linesLeft(request, { org, id })
}
