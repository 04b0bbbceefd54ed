import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether an `Authorization` header carries this token; compared in a time that tells nothing of it. */
export function carriesToken(header: string | null | undefined, token: string): boolean {
  const [, given = ''] = /^Bearer (\S{1,512})$/i.exec(header ?? '') ?? []
  return timingSafeEqual(digest(given), digest(token))
}

const digest = (text: string) => createHash('sha256').update(text).digest()
