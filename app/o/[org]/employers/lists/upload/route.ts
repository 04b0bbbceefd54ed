import type { NextRequest } from 'next/server'
import { takeList } from '@/app/_components/employers/list-verbs'

type Props = { params: Promise<{ org: string }> }

export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  return takeList(request, (await params).org, ({ file }) => file('file'))
}
