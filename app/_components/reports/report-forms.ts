import { localPath } from '@/server/domain/local-path'

/** The page of reports that a form was sent from, by its address; the list of them when it is anything else. */
export function reportPage(org: string, to: string | null): string {
  const reports = `/o/${org}/reports`
  const path = localPath(to).replace(/[?#].*$/, '')
  return path.startsWith(`${reports}/`) ? path : reports
}

/** Where the forms of a report are sent. */
export function reportForm(
  org: string,
  what: 'decide' | 'undo' | 'finish' | 'share' | 'unshare' | 'reply' | 'withdraw',
  here: string,
): string {
  return `/o/${org}/reports/${what}?${new URLSearchParams({ to: here })}`
}

/** Where a line stands on its page. */
export function lineId(key: string): string {
  return `line-${key}`
}

/** What a decided line says is told at the line itself. */
export function afterLine(back: string, done: string, key: string): string {
  return `${back}?${new URLSearchParams({ done, about: key })}#${lineId(key)}`
}

/** Where a reply stands on its page: that to a line, or that to the whole map. */
export function replyId(line: string | null): string {
  return line === null ? 'reply' : `reply-${line}`
}

/** What became of a reply is told at the reply itself. */
export function afterReply(back: string, done: string, about: string): string {
  return `${back}?${new URLSearchParams({ done, about })}#${about}`
}
