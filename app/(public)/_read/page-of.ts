import { notFound } from 'next/navigation'

/** The number of a page of a list in an address; anything else, `01` too, names no page. */
export function pageOf(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) notFound()
  return Number(text)
}
