/** How many employers a list confirmed that led here; null where none did. */
export function confirmedOf(query: Record<string, string | string[] | undefined>): number | null {
  const { confirmed } = query
  return typeof confirmed === 'string' && /^\d{1,4}$/.test(confirmed) ? Number(confirmed) : null
}
