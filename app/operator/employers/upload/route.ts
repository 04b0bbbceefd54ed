import type { NextRequest } from 'next/server'
import { takeList } from '@/app/_components/employers/list-verbs'

export function POST(request: NextRequest): Promise<Response> {
  return takeList(request, null, ({ file }) => file('file'))
}
