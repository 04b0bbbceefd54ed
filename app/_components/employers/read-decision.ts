import 'server-only'
import { type FormProblem, problemQuery, readProblem } from '@/app/_trpc/form-problem'
import { readRowProblems } from '@/app/_trpc/row-problems'
import { typedIn } from '@/app/_trpc/typed-in'

/** How the last press on a list of those that wait went, by the address it led to; rows by their short ids. */
export type Decision = {
  /** The list of which every row is ticked. */
  all: string | null
  ticked: ReadonlySet<string>
  typed: ReadonlyMap<string, string>
  problems: ReadonlyMap<string, FormProblem>
  /** What is wrong with the reason for turning down. */
  refusal: string | undefined
  /** What stands above the page. */
  problem: FormProblem | null
  done: { word: 'confirmed' | 'refused'; count: number; undone: number } | null
}

export function readDecision(query: Record<string, string | string[] | undefined>): Decision {
  const problem = readProblem(query)
  const problems = readRowProblems(query)
  const ticked = new Set([query.tick ?? [], ...problems.keys()].flat())
  const ofReason = ticked.size > 0 && /(?:^|\.)note$/.test(problem?.field ?? '')
  // Whatever an address says that carries no sentence of ours ticks and types nothing.
  const own = readProblem({ problem: wholeList, at: query.all, seal: query.sealed })
  const isOurs = problem !== null || own !== null
  const word = (['confirmed', 'refused'] as const).find((each) => each === query.done)
  const count =
    typeof query.count === 'string' && /^\d{1,3}$/.test(query.count) ? query.count : null
  return {
    all: own?.field ?? null,
    ticked: isOurs ? ticked : new Set(),
    typed: isOurs ? typedIn(query) : new Map(),
    problems,
    refusal: ofReason ? problem?.message : undefined,
    problem: ofReason ? null : problem,
    done: word && count !== null ? { word, count: Number(count), undone: problems.size } : null,
  }
}

const wholeList = 'all of this list'

/** For the address of the page: that all of a list are ticked, or of none, sealed as ours. */
export function allTicked(list: string): [string, string][] {
  const { seal = '' } = problemQuery({ message: wholeList, field: list })
  return [...(list ? [['all', list] satisfies [string, string]] : []), ['sealed', seal]]
}
