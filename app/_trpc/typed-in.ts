/** What stood in the fields of a form that was refused, by their names: `formAction` sends it back as `was.<name>`. */
export function typedIn(
  query: Record<string, string | string[] | undefined>,
): ReadonlyMap<string, string> {
  const typed = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    name.startsWith('was.') && typeof value === 'string' ? [[name.slice(4), value]] : [],
  )
  return new Map(typed)
}
