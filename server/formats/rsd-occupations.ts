import { isJsonObject, type Json, type JsonObject } from '@/server/domain/json'
import { listOf, textOf } from './json-reading'

/** The levels of an occupation code in the Standard Occupational Classification, and jobs of O*NET, as OSMT's columns have them. */
export const occupationLevels = ['major', 'minor', 'broad', 'detailed', 'onet'] as const
export type OccupationLevel = (typeof occupationLevels)[number]

const code = /^\d{2}-\d{4}(\.\d{2})?$/

/** Whether it is written as a code of SOC (`11-2021`) or of O*NET (`11-2021.00`). */
export function isOccupationCode(text: string): boolean {
  return code.test(text)
}

/** The level a code is written for: 11-0000, 11-2000, 11-2020, 11-2021, 11-2021.00. Null for what is no code. */
function levelWritten(text: string): OccupationLevel | null {
  if (!isOccupationCode(text)) return null
  if (text.length > 7) return 'onet'
  if (text.endsWith('-0000')) return 'major'
  if (text.endsWith('00')) return 'minor'
  return text.endsWith('0') ? 'broad' : 'detailed'
}

/** The occupation of a cell in the column of `level`, which is said only where the code does not say it. */
export function occupationOf(text: string, level: OccupationLevel): JsonObject {
  return levelWritten(text) === level ? { code: text } : { code: text, level }
}

/** The codes of a skill's occupations that stand in the column of `level`. */
export function occupationCodes(occupations: Json | undefined, level: OccupationLevel): string[] {
  return listOf(occupations).flatMap((occupation) => {
    const text = codeOf(occupation)
    return text !== null && levelOf(occupation, text) === level ? [text] : []
  })
}

/** The code of an occupation, whether an object or the code alone. */
export function codeOf(occupation: Json): string | null {
  return textOf(isJsonObject(occupation) ? occupation.code : occupation)
}

function levelOf(occupation: Json, text: string): OccupationLevel {
  const said = isJsonObject(occupation) ? textOf(occupation.level)?.toLowerCase() : null
  const named = occupationLevels.find((level) => level === said)
  return named ?? levelWritten(text) ?? 'detailed'
}
