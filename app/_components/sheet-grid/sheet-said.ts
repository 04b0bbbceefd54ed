type Field = (name: string) => string

/** What `SheetChoice` says, as far as it was changed: another sheet has its headings looked for anew. */
export function sheetSaid(field: Field): { sheet?: number; headingLine?: number } {
  const [sheet, line] = field('was').split(' ')
  const chosen = field('sheet') === '' ? {} : { sheet: Number(field('sheet')) }
  const isOther = field('sheet') !== '' && field('sheet') !== sheet
  if (isOther && field('headingLine') === line) return chosen
  return { ...chosen, headingLine: Number(field('headingLine')) }
}

/** What `SheetGrid` says that each column holds, from the first. */
export function columnsSaid(pairs: readonly (readonly [name: string, value: string])[]): string[] {
  const fields: string[] = []
  for (const [name, value] of pairs) {
    const at = /^column\.(\d{1,3})$/.exec(name)?.[1]
    if (at === undefined) continue
    while (fields.length <= Number(at)) fields.push('')
    fields[Number(at)] = value
  }
  return fields
}
