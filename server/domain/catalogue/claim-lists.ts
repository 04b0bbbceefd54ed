import { z } from 'zod'
import { fileRemarks } from '@/server/domain/file-remarks'
import { type ClaimKind, claimKinds } from './credentials'

/**
 * What a column of a sheet of claims may hold: what names the competency (its code, an identifier or its words), words that
 * say the kinds of claim, a mark for one kind, and the level.
 */
export const claimColumns = ['competency', 'kinds', ...claimKinds, 'level'] as const

/** What a person may say that a column holds; empty for nothing of ours. Several may name the competency. */
export const claimFields = ['', ...claimColumns] as const
export type ClaimField = (typeof claimFields)[number]

/** The field a form names; empty for one that is none. */
export function claimFieldOf(text: string): ClaimField {
  return claimFields.find((field) => field === text) ?? ''
}

/** How many characters and lines a sheet may have, and how many sheets of a credential may wait. */
export const longestClaimText = 400_000
export const mostClaimLines = 2000
export const mostClaimLists = 20

/** A sheet as a person looks at it. */
export const ClaimTable = z.object({
  /** Of a workbook, the names of its sheets and which of them this is, counted from 0. */
  sheets: z.array(z.string()),
  sheet: z.number().int(),
  /** Counted from 1; 0 where it has none. */
  headingLine: z.number().int(),
  headers: z.array(z.string()),
  /** Its first rows, the titles above its headings among them. */
  rows: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })),
  /** What each column holds. */
  fields: z.array(z.enum(claimFields)),
  /** True where nothing was read before somebody says what the columns hold. */
  asks: z.boolean(),
  /** The name under which its columns were remembered of another table. */
  remembered: z.object({ id: z.string(), name: z.string() }).nullable().default(null),
})
export type ClaimTable = z.infer<typeof ClaimTable>

/** A line of a sheet before its competency is looked for. */
export const ClaimLine = z.object({
  line: z.number().int(),
  /** What names the competency, from the first such column on. */
  names: z.array(z.string()),
  /** Null where no column says it. */
  kinds: z.array(z.enum(claimKinds)).nullable(),
  level: z.string().nullable(),
  /** What stands where a kind should, and is none. */
  unknown: z.string().nullable(),
})
export type ClaimLine = z.infer<typeof ClaimLine>

export const ClaimsRead = z.object({
  lines: z.array(ClaimLine),
  /** Lines after as many as are taken. */
  left: z.number().int(),
  /** Columns that hold something and were not used. */
  unused: z.array(z.string()),
  /** How the file was read. */
  remarks: z.array(z.object({ reason: z.enum(fileRemarks), detail: z.string() })),
})
export type ClaimsRead = z.infer<typeof ClaimsRead>

const claimProblems = [
  'nothing_named',
  'not_found',
  'several',
  'differ',
  'heading',
  'no_kind',
  'unknown_kind',
  'twice',
] as const

/** What applying a sheet would do, line by line. */
export const ClaimPreview = z.object({
  rows: z.array(
    z.object({
      line: z.number().int(),
      competencyId: z.string(),
      label: z.string(),
      code: z.string().nullable(),
      /** Kinds that are new, and those that stand already. */
      added: z.array(z.enum(claimKinds)),
      standing: z.array(z.enum(claimKinds)),
      level: z.string().nullable(),
    }),
  ),
  problems: z.array(
    z.object({
      line: z.number().int(),
      text: z.string(),
      reason: z.enum(claimProblems),
      /** The line that said it before, or the competencies it may be. */
      detail: z.string(),
    }),
  ),
  /** Claims that are new. */
  added: z.number().int(),
  left: z.number().int(),
  unused: z.array(z.string()),
})
export type ClaimPreview = z.infer<typeof ClaimPreview>

/** A sheet that waits, as its page shows it. */
export const ClaimListView = z.object({
  id: z.string(),
  credential: z.object({ slug: z.string(), name: z.string() }),
  framework: z.object({ slug: z.string(), name: z.string() }),
  /** Null of one that was pasted. */
  fileName: z.string().nullable(),
  /** What is claimed where no column says it. */
  otherwise: z.enum(claimKinds),
  sheet: ClaimTable,
  remarks: ClaimsRead.shape.remarks,
  preview: ClaimPreview,
})
export type ClaimListView = z.infer<typeof ClaimListView>

/** A sheet that waits to be applied. */
export const WaitingClaims = z.object({
  id: z.string(),
  fileName: z.string().nullable(),
  framework: z.string(),
  createdAt: z.date(),
})
export type WaitingClaims = z.infer<typeof WaitingClaims>

const words: Record<ClaimKind, readonly string[]> = {
  teaches: ['teaches', 'teach', 'teaching', 'taught', 'ensena', 'ensenada', 'ensenar'],
  assesses: [
    'assesses',
    'assess',
    'assessed',
    'assessing',
    'assessment',
    'tests',
    'tested',
    'evalua',
    'evaluada',
  ],
  requires: ['requires', 'require', 'required', 'prerequisite', 'prereq', 'requiere', 'requerida'],
}
const letters: Record<string, ClaimKind> = { t: 'teaches', a: 'assesses', r: 'requires' }

/** Words of a cell that say kinds of claim, taken apart. */
export function kindWords(cell: string): string[] {
  return plain(cell)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !['and', 'y', 'e', 'the', 'is'].includes(word))
}

/**
 * The kinds a cell names, each once, in the house's order; null where a word of it is none. Single letters are read where
 * `lettered` says that their column has no others: in a map of a curriculum R is reinforced, beside I and M.
 *
 * @example kindsNamed('Teaches, assesses', false) // ['teaches', 'assesses']
 */
export function kindsNamed(cell: string, lettered: boolean): ClaimKind[] | null {
  const found = new Set<ClaimKind>()
  for (const word of kindWords(cell)) {
    const kind =
      claimKinds.find((each) => words[each].includes(word)) ??
      (lettered ? letters[word] : undefined)
    if (!kind) return null
    found.add(kind)
  }
  return claimKinds.filter((kind) => found.has(kind))
}

/** Whether all single letters of a column's cells are ones that stand for kinds. */
export function isLettered(cells: readonly string[]): boolean {
  return cells.flatMap(kindWords).every((word) => word.length > 1 || word in letters)
}

const yes = new Set(['x', 'yes', 'y', '1', 'true', 'si', 'ok', '✓', '✔', '☑', '✅', '•', '●', '■'])
const no = new Set(['', 'no', 'n', '0', 'false', '-', '–', '—', '☐', '○', '□', 'na', 'n/a'])

/** Whether a mark says yes: a cross, a tick, a yes, or the kind's own word; null where it says neither. */
export function isMarked(cell: string, kind: ClaimKind): boolean | null {
  const said = plain(cell).trim()
  if (no.has(said)) return false
  if (yes.has(said) || words[kind].includes(said) || letters[said] === kind) return true
  return null
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
