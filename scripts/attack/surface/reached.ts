import { type Endpoint, queries, type Reply } from './endpoints'
import type { Request } from './requests'

/** What these attacks cannot open, and why: each is refused to whoever asks here. */
const CLOSED: Record<string, string> = {
  'ratings.readInvitation': 'needs the code of a link',
  'ratings.readPacket': 'needs the code of a link',
  'ratings.readReceipt': 'needs the code of a link',
  'ratings.readPassing': 'needs the code of a link',
  'ratings.readPrinted': 'needs the code of a link',
  '/r/[code]/receipt/my-answers.txt': 'needs the code of a link',
  'sessions.mail': 'needs a mail of this moment',
  'imports.read': 'needs a file of one’s own',
  'imports.problems': 'needs a file of one’s own',
  '/o/[org]/frameworks/imports/[id]/problems.csv': 'needs a file of one’s own',
  'cycles.addressList': 'needs a list of one’s own',
  'cycles.refusedLines': 'needs a list of one’s own',
  '/o/[org]/cycles/[id]/addresses/[list]': 'needs a list of one’s own',
  '/o/[org]/cycles/[id]/addresses/[list]/refused.csv': 'needs a list of one’s own',
  'claims.read': 'needs a sheet of one’s own',
  '/o/[org]/claims/[list]': 'needs a sheet of one’s own',
  'employerLists.read': 'needs a list of one’s own',
  'employerLists.readOwn': 'needs a list of one’s own',
  'employerLists.linesLeft': 'needs a list of one’s own',
  'employerLists.linesLeftOwn': 'needs a list of one’s own',
  '/operator/employers/[list]': 'needs a list of one’s own',
  '/operator/employers/[list]/left.csv': 'needs a list of one’s own',
  '/o/[org]/employers/lists/[list]': 'needs a list of one’s own',
  '/o/[org]/employers/lists/[list]/left.csv': 'needs a list of one’s own',
  'employment.problems': 'needs a file that waits',
  'employment.problemsOwn': 'needs a file that waits',
  '/operator/employment/problems.csv': 'needs a file that waits',
  '/o/[org]/region/employment/problems.csv': 'needs a file that waits',
}

/** Handlers and procedures that nobody got an answer from: the requests would not notice what they give away. */
export function unreached(
  endpoints: readonly Endpoint[],
  replies: ReadonlyMap<Request, Reply>,
): string[] {
  const reached = new Set(
    [...replies].filter(([, { status }]) => status < 400).map(([request]) => request.of),
  )
  return [
    ...endpoints.map(({ pattern }) => pattern).filter((name) => !name.startsWith('/api/trpc')),
    ...queries().map(({ path }) => path),
  ].filter((name) => !reached.has(name) && CLOSED[name] === undefined)
}
