import type { DomainErrorCode, RefusalKey, RefusalValues } from '@/server/domain/errors'

/** What a thread says to the one that started it; trusted, for both are this program. */
export type ThreadMessage =
  | { kind: 'part'; part: unknown }
  | { kind: 'done'; result: unknown }
  | { kind: 'refused'; code: DomainErrorCode; key: RefusalKey; values: RefusalValues }
  | { kind: 'failed'; name: string; message: string; stack: string | undefined }
