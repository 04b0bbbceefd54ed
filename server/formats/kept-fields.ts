import type { z } from 'zod'
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '@/server/domain/json'

/**
 * What a format cannot say in its own words: the fields that would read back differently, to be
 * written beside them under a key of ours, so that reading an export gives the same again.
 */
export function keptFields(wanted: JsonObject, readBack: JsonObject): JsonObject {
  const fields = Object.entries(wanted).filter(
    ([key, value]) => canonicalJson(value) !== canonicalJson(readBack[key] ?? null),
  )
  return Object.fromEntries(fields)
}

/** The fields kept by {@link keptFields}, as far as they have the shape they must have. */
export function restoredFields<T>(schema: z.ZodType<T>, kept: Json | undefined): Partial<T> {
  if (!isJsonObject(kept)) return {}
  const read = schema.safeParse(kept)
  return read.success ? read.data : {}
}
