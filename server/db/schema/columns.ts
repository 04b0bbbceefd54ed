import { sql } from 'drizzle-orm'
import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'

export const id = () => uuid().primaryKey()

export const createdAt = () => timestamp({ withTimezone: true }).notNull().default(sql`now()`)

export const instant = () => timestamp({ withTimezone: true })

/** Counts per level, lowest level first. */
export const counts = customType<{ data: number[]; driverData: string | number[] }>({
  dataType: () => 'integer[]',
  toDriver: (value) => `{${value.join(',')}}`,
  fromDriver: (value) =>
    Array.isArray(value)
      ? value.map(Number)
      : value
          .slice(1, -1)
          .split(',')
          .filter((part) => part !== '')
          .map(Number),
})

/** Number of a transaction, which is never given twice. */
export const transactionNumber = customType<{ data: string }>({ dataType: () => 'xid8' })

/** Bytes as they came. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => new Uint8Array(value),
})
