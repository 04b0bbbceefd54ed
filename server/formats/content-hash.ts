import { createHash } from 'node:crypto'
import { canonicalContent } from '@/server/domain/catalogue/framework-diff'
import type { CompetencyContent } from '@/server/domain/catalogue/frameworks'

/** SHA-256 of the words of a competency, as 64 hexadecimal digits; see canonicalContent. */
export function contentHash(content: CompetencyContent): string {
  return sha256(canonicalContent(content))
}

/** SHA-256 of a text in UTF-8 or of bytes, as 64 hexadecimal digits. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}
