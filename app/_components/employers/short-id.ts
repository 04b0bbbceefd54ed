/** The first part of an id: enough to tell the rows of one page apart, and short in an address. */
export function shortId(id: string): string {
  return id.slice(0, 8)
}
