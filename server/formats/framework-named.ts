import type { Problem } from '@/server/domain/catalogue/frameworks'

/** The name of a framework whose file says none, from the file's own; that it is so named is said. */
export function namedAfter(fileName: string, problems: Problem[]): string {
  const name = fileName.replace(/\.[a-z]{1,8}$/i, '').trim() || fileName
  problems.push({ severity: 'warning', reason: 'framework_named', detail: name })
  return name
}
