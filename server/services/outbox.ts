import { outbox } from '@/server/db/schema/outbox'
import type { Transaction } from '@/server/db/tenancy'
import { withCommit } from '@/server/db/transaction'
import { type MailLane, mailLanes } from '@/server/domain/mail-lanes'

export type OutboxEntry = {
  /** The subject of `subject.touched`, the employer of `employer.touched`; the thing a mail is about otherwise. */
  subjectId: string
  kind: 'subject.touched' | 'employer.touched' | 'mail'
  payload?: Record<string, unknown>
  availableAt?: Date
  /** Of a mail somebody waits for. */
  lane?: MailLane
}

/** Leaves work to be done after this transaction commits. */
export async function enqueue(
  tx: Transaction,
  entries: OutboxEntry | OutboxEntry[],
): Promise<void> {
  const rows = [entries].flat().map((entry) => ({
    subjectId: entry.subjectId,
    id: crypto.randomUUID(),
    kind: entry.kind,
    payload: entry.payload ?? {},
    lane: entry.lane ?? mailLanes.other,
    ...(entry.availableAt ? { availableAt: entry.availableAt } : {}),
  }))
  if (rows.length > 0) await withCommit(tx, tx.insert(outbox).values(rows))
}
