import type { CurrentCompetency, FrameworkDiff } from '@/server/domain/catalogue/found-again'
import type { WordedField } from '@/server/domain/catalogue/framework-diff'
import type { PackageCompetency } from '@/server/domain/catalogue/frameworks'
import {
  type ImportedRow,
  type ImportSummary,
  previewRows,
} from '@/server/domain/catalogue/imports'
import { plainText } from '@/server/domain/marked-text'
import { competencyColumns } from './competency-row'

const longestShown = 500

/** In what each that was found again is worded anew. */
export type Worded = Map<string, WordedField[]>

type Previewed = {
  diff: Omit<FrameworkDiff, 'unchanged'>
  moved: PackageCompetency[]
  standing: Map<string, Pick<CurrentCompetency, 'statement' | 'codedNotation'> & { label: string }>
  worded: Worded
}

/** What a preview lists by name of each kind: the first so many, of the near-equal the most doubtful. */
export function previewRowsOf({ diff, moved, standing, worded }: Previewed): ImportSummary['rows'] {
  const fresh = (content: PackageCompetency): ImportedRow => {
    const { code, label, statement } = competencyColumns(content)
    return { code, label, statement: shown(statement), before: null, codeBefore: null, differs: [] }
  }
  const again = ({ currentId, incoming }: FrameworkDiff['changed'][number]): ImportedRow => {
    const before = standing.get(currentId)
    return {
      ...fresh(incoming),
      before: before ? shown(before.statement) : null,
      codeBefore: before?.codedNotation ?? null,
      differs: worded.get(currentId) ?? [],
    }
  }
  const undecided = new Set(diff.alike.map(({ currentId }) => currentId))
  const certain = diff.changed.filter(({ currentId }) => !undecided.has(currentId))
  const doubtfulFirst = [...diff.alike].sort((a, b) => a.likeness - b.likeness)
  return {
    added: diff.added.slice(0, previewRows).map(fresh),
    changed: certain.slice(0, previewRows).map(again),
    gone: diff.gone.slice(0, previewRows).map((id) => ({
      code: standing.get(id)?.codedNotation ?? null,
      label: standing.get(id)?.label ?? '',
      statement: shown(standing.get(id)?.statement ?? ''),
      ...{ before: null, codeBefore: null, differs: [] },
    })),
    moved: moved.slice(0, previewRows).map(fresh),
    alike: doubtfulFirst
      .slice(0, previewRows)
      .map((pair) => ({ ...again(pair), id: pair.currentId })),
  }
}

/** A statement in one line, as much of it as a list needs. */
function shown(statement: string): string {
  const line = plainText(statement)
  return line.length > longestShown ? `${line.slice(0, longestShown).trimEnd()}…` : line
}
