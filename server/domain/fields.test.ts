import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { byField, differIn, fieldsOf, pickFields, storedShape } from './fields'

const Tool = z.strictObject({
  name: z.string().trim().min(1).max(3),
  weight: z.number().nullable(),
})
const fields = fieldsOf(Tool)
const saw = { id: 'saw-1', name: 'saw', weight: 2 }

describe('the fields of an object', () => {
  it('come in the order they are written', () => {
    expect(fields).toEqual(['name', 'weight'])
    expect(byField(fields, (field) => field.length)).toEqual({ name: 4, weight: 6 })
  })

  it('are all that is picked of a row', () => {
    expect(pickFields(saw, fields)).toEqual({ name: 'saw', weight: 2 })
  })

  it.each([
    [{ name: 'saw', weight: 2 }, false],
    [{ name: 'saw', weight: 2, id: 'saw-2' }, false],
    [{ name: 'axe', weight: 2 }, true],
    [{ name: 'saw', weight: null }, true],
  ])('differ in %o: %s', (other, differ) => {
    expect(differIn(fields, saw, other)).toBe(differ)
  })
})

describe('what is stored', () => {
  const Stored = z.object(storedShape(Tool))

  it('is read whatever the bounds are today', () => {
    const long = { name: 'a name from before the bound', weight: null }
    expect(Stored.parse(long)).toEqual(long)
  })

  it('is refused where a field is missing', () => {
    expect(Stored.safeParse({ name: 'saw' }).success).toBe(false)
  })
})
