import type { RaterRole } from '@/server/domain/scales'

/** A line of the form: a competency, or the employer's own words when it has no competency. */
export type FormLine = {
  competencyId: string
  label: string
  statement: string
  /** Why it is here, or which framework it is from. */
  note: string
  importance: string
  proficiency: string
}

export type FormOwnWords = { key: string; text: string; importance: string; offered: boolean }

export type FormStart = {
  requirementId: string | null
  occupationId: string
  title: string
  role: RaterRole | null
  lines: FormLine[]
  ownWords: FormOwnWords[]
}
