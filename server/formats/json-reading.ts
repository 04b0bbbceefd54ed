import { isJsonObject, type Json, type JsonObject } from '@/server/domain/json'

/** A text or a number as text; null for anything else and for blank text. Never trimmed. */
export function textOf(value: Json | undefined): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

/** One text or a list of texts as a list; what is no text is left out. */
export function textsOf(value: Json | undefined): string[] {
  return listOf(value).flatMap((item) => textOf(item) ?? [])
}

/** A list as it is, a single value as a list of one, nothing as an empty list. */
export function listOf(value: Json | undefined): Json[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

/** The objects of a list, of a single object, or of an object used as a dictionary of objects. */
export function objectsOf(value: Json | undefined): JsonObject[] {
  return listOf(value).filter(isJsonObject)
}

/** The object without the named keys. */
export function without(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)))
}

/** The object without keys whose value says nothing (null, undefined, empty text, list or object). */
export function compacted(object: { [key: string]: Json | undefined }): JsonObject {
  const said: JsonObject = {}
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined || value === null || value === '') continue
    if (Array.isArray(value) && value.length === 0) continue
    if (isJsonObject(value) && Object.keys(value).length === 0) continue
    said[key] = value
  }
  return said
}

const instant = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/

/** An ISO 8601 instant in UTC from a year, a date or a time (no zone means UTC); else null. */
export function instantOf(value: Json | undefined): string | null {
  const text = textOf(value)?.trim()
  if (!text || !instant.test(text)) return null
  const zoned = !text.includes('T') || /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`
  const time = new Date(zoned)
  return Number.isNaN(time.getTime()) ? null : time.toISOString()
}
