import type { NextRequest } from 'next/server'
import { cyclePost, text, texts } from '../_route/cycle-post'

type Props = { params: Promise<{ org: string }> }

/** Saves the set-up form: a new draft, or the changed one. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const { org } = await params
  return cyclePost(
    request,
    async (caller, form) => {
      const details = {
        org,
        title: text(form, 'title'),
        occupationId: text(form, 'occupation'),
        credentialIds: texts(form, 'credential'),
        competencyIds: texts(form, 'competency'),
        closesOn: text(form, 'closesOn'),
        timeZone: text(form, 'timeZone'),
        message: text(form, 'message'),
        byIndustry: text(form, 'byIndustry') !== '',
      }
      const cycleId = text(form, 'cycleId')
      if (cycleId) {
        await caller.cycles.edit({ ...details, cycleId })
        return `/o/${org}/cycles/${cycleId}?done=saved`
      }
      const { id } = await caller.cycles.create(details)
      return `/o/${org}/cycles/${id}?done=saved`
    },
    (problem, form) => {
      const query = new URLSearchParams()
      for (const [name, value] of form) {
        if (typeof value === 'string') query.append(name, value)
      }
      query.set('problem', problem)
      return `/o/${org}/cycles/${text(form, 'cycleId') ? 'edit' : 'new'}?${query}`
    },
  )
}
