import type { CompetencyAxis, CompetencyType } from '@/server/domain/catalogue/frameworks'

export type DemoCompetency = {
  code: string
  label: string
  statement: string
  type: CompetencyType
  axis: CompetencyAxis
}

export type DemoGroup = { code: string; label: string; competencies: readonly DemoCompetency[] }

export type DemoFramework = {
  slug: string
  name: string
  description: string
  owner: 'partnership' | 'care-school'
  groups: readonly DemoGroup[]
}

type Row = readonly [
  code: string,
  type: DemoCompetency['type'],
  axis: DemoCompetency['axis'],
  label: string,
  statement: string,
]

/** One group of a framework from rows of code, type, axis, label and statement. */
export function demoGroup(code: string, label: string, rows: readonly Row[]): DemoGroup {
  return {
    code,
    label,
    competencies: rows.map(([rowCode, type, axis, rowLabel, statement]) => ({
      code: rowCode,
      label: rowLabel,
      statement,
      type,
      axis,
    })),
  }
}
