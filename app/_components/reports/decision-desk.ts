import 'server-only'
import type { caller } from '@/app/_trpc/caller'
import { type FormProblem, readProblem } from '@/app/_trpc/form-problem'
import { typedIn } from '@/app/_trpc/typed-in'
import { mayDo } from '@/server/domain/permissions'
import { dayIn } from '@/server/domain/wall-clock'

/** What every line of a page needs to be decided: who reads, who may own a decision, and how the last form went. */
export type DecisionDesk = {
  org: string
  /** The page, to which its forms come back. */
  here: string
  mayDecide: boolean
  mayApprove: boolean
  /** Members by name, or by address where they gave none. */
  members: string[]
  /** The reader, by the same. */
  reader: string
  now: Date
  /** The day it is where the organization is, as `2027-08-15`. */
  today: string
  /** The line that the last form was about, and what became of it. */
  last: {
    about: string
    done: string | null
    problem: FormProblem | null
    typed: ReadonlyMap<string, string>
  }
}

type Asked = {
  org: string
  here: string
  query: Record<string, string | string[] | undefined>
}

/** Reads it once for all the lines of a page. */
export async function readDecisionDesk(
  api: Awaited<ReturnType<typeof caller>>,
  { org, here, query }: Asked,
): Promise<DecisionDesk> {
  const [{ organization, email }, { timeZone }, team] = await Promise.all([
    api.organizations.frame({ org }),
    api.organizations.read({ org }),
    api.organizations.members({ org }),
  ])
  const named = team.members.map((member) => ({ ...member, called: member.name || member.email }))
  const now = new Date()
  const typed = typedIn(query)
  const problem = readProblem(query)
  const text = (value: string | string[] | undefined) => (typeof value === 'string' ? value : null)
  return {
    ...{ org, here },
    mayDecide: mayDo(organization.kind, organization.role, 'decision.edit'),
    mayApprove: mayDo(organization.kind, organization.role, 'decision.approve'),
    members: named.map(({ called }) => called),
    reader: named.find((member) => member.email === email)?.called ?? '',
    ...{ now, today: dayIn(now, timeZone) },
    last: {
      about: (problem ? typed.get('about') : text(query.about)) ?? '',
      done: problem ? null : text(query.done),
      ...{ problem, typed },
    },
  }
}
