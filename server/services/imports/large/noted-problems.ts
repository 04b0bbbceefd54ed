import type { Problem } from '@/server/domain/catalogue/frameworks'

const kept = 1000

/** What is wrong in a large set: all of it counted, and of each severity the first kept. */
export class NotedProblems {
  readonly counts = { error: 0, warning: 0 }
  private readonly first: Record<Problem['severity'], Problem[]> = { error: [], warning: [] }

  note(problems: readonly Problem[], count = problems.length): void {
    for (const problem of problems) {
      const { severity } = problem
      if (this.first[severity].length < kept) this.first[severity].push(problem)
    }
    const [one] = problems
    if (one && count > problems.length) this.counts[one.severity] += count - problems.length
    for (const { severity } of problems) this.counts[severity] += 1
  }

  /** The worst first, no more of them than an import keeps. */
  list(): Problem[] {
    return [...this.first.error, ...this.first.warning].slice(0, kept)
  }
}
