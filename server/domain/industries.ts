/** The NAICS sectors that a release groups employers by; three of them span several two-digit codes. */
export const SECTORS = [
  '11',
  '21',
  '22',
  '23',
  '31-33',
  '42',
  '44-45',
  '48-49',
  '51',
  '52',
  '53',
  '54',
  '55',
  '56',
  '61',
  '62',
  '71',
  '72',
  '81',
  '92',
] as const
export type Sector = (typeof SECTORS)[number]

/** The sector of a NAICS code of 2 to 6 digits or of a sector range (`332710` and `31-33` → `31-33`); null for anything else. METHOD §8.3 R5. */
export function sectorOf(code: string): Sector | null {
  if (!/^\d{2,6}$|^\d{2}-\d{2}$/.test(code)) return null
  const two = code.slice(0, 2)
  return SECTORS.find((sector) => sector.slice(0, 2) <= two && two <= sector.slice(-2)) ?? null
}
