import type { NextRequest } from 'next/server'
import { formAction } from '@/app/_trpc/form-action'
import type { Form } from '@/app/_trpc/form-post'
import { problemWord } from '../_route/problem-word'

type Props = { params: Promise<{ org: string }> }

/** Saves the set-up form: a new draft, or the changed one. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  const cycles = `/o/${org}/cycles`
  return formAction(
    request,
    cycles,
    async (api, field, form) => {
      const details = { org, ...detailsOf(form) }
      const cycleId = field('cycleId')
      if (cycleId) {
        await api.cycles.edit({ ...details, cycleId })
        return `${cycles}/${cycleId}?done=saved`
      }
      const { id } = await api.cycles.create(details)
      return `${cycles}/${id}?done=saved`
    },
    {
      refused: (error, { field, pairs }) => {
        const query = new URLSearchParams(pairs)
        query.set('problem', problemWord(error))
        return `${cycles}/${field('cycleId') ? 'edit' : 'new'}?${query}`
      },
    },
  )
}

function detailsOf({ field, all }: Form) {
  return {
    title: field('title'),
    occupationId: field('occupation'),
    credentialIds: all('credential'),
    competencyIds: all('competency'),
    closesOn: field('closesOn'),
    timeZone: field('timeZone'),
    message: field('message'),
    job: field('job'),
    signerName: field('signerName'),
    signerTitle: field('signerTitle'),
    byIndustry: field('byIndustry') !== '',
  }
}
