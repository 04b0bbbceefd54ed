/** Whether a label is nothing but the statement, whole or cut short, so that one of them is enough. */
export function isBeginningOf(label: string, statement: string): boolean {
  const line = statement.replaceAll(/\s+/g, ' ').trim()
  return label === line || (label.endsWith('…') && line.startsWith(label.slice(0, -1)))
}
