declare const open: unique symbol

/** A message with `{name}` where the browser puts what only it knows; the server makes it with `blank`. */
export type Blank<Name extends string> = string & { readonly [open]: Name }

/** Fills all blanks at once, so that a value which looks like a blank stays as it is. */
export function fill<Name extends string>(
  message: Blank<Name>,
  values: Record<Name, string | number>,
): string {
  const given = new Map<string, string | number>(Object.entries(values))
  return message.replace(/\{(\w+)\}/g, (whole, name) => String(given.get(name) ?? whole))
}
