import { z } from 'zod'

/** The names of an object's fields, in the order they are written. */
export function fieldsOf<Shape extends z.ZodRawShape>(
  object: z.ZodObject<Shape>,
): readonly (keyof Shape & string)[] {
  return Object.keys(object.shape)
}

/** One value a field. */
export function byField<Field extends string, Value>(
  fields: readonly Field[],
  told: (field: Field) => Value,
): Record<Field, Value> {
  const values: Partial<Record<Field, Value>> = {}
  for (const field of fields) values[field] = told(field)
  // Each of the fields has been given its value in the line above.
  return values as Record<Field, Value>
}

/** What a row says in these fields, and nothing else of it. */
export function pickFields<Row extends object, Field extends keyof Row>(
  row: Row,
  fields: readonly Field[],
): Pick<Row, Field> {
  const picked: Partial<Pick<Row, Field>> = {}
  for (const field of fields) picked[field] = row[field]
  // Each of the fields was taken over in the line above.
  return picked as Pick<Row, Field>
}

/** Whether two rows say different things in one of these fields, by plain values. */
export function differIn<Field extends string>(
  fields: readonly Field[],
  one: Readonly<Record<Field, unknown>>,
  other: Readonly<Record<Field, unknown>>,
): boolean {
  return fields.some((field) => one[field] !== other[field])
}

/**
 * The object as it is read once it is stored: every field has to be there, and none is judged again, since a bound
 * may be narrower today than when it was written.
 */
export function storedShape<Shape extends z.ZodRawShape>(
  object: z.ZodObject<Shape>,
): { [Field in keyof Shape]: z.ZodType<z.output<Shape[Field]>> } {
  const there = z.custom((value) => value !== undefined)
  // What is stored came out of the object's own fields, so it has their types.
  return byField(fieldsOf(object), () => there) as {
    [Field in keyof Shape]: z.ZodType<z.output<Shape[Field]>>
  }
}
