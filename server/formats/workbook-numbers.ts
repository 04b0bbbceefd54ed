import { format, isDateFormat } from 'numfmt'
import { attribute, readXml } from './workbook-parts'

/** The formats that every workbook has without saying so (ECMA-376 part 1, §18.8.30), as they look in the United States. */
const builtIn: Record<number, string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'm/d/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yyyy h:mm',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;(#,##0)',
  39: '#,##0.00 ;(#,##0.00)',
  40: '#,##0.00 ;(#,##0.00)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
}

/** The number format of each style of cells, in the order that cells number them; `General` where it has none. */
export function readFormats(styles: Uint8Array | null): string[] {
  const own = new Map<number, string>()
  const formats: string[] = []
  let inCells = false
  if (!styles) return formats
  readXml(styles, {
    open(name, attributes) {
      const id = Number(attribute(attributes, 'numFmtId') ?? 0)
      if (name === 'numFmt') own.set(id, attribute(attributes, 'formatCode') ?? '')
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) formats.push(own.get(id) ?? builtIn[id] ?? 'General')
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats
}

/** A format of hours, minutes or seconds that passed, which is no day. */
const duration = /\[(?:h+|m+|s+)\]/i

/** Days between the beginnings of the two calendars a workbook may count by. */
const from1904 = 1462

/**
 * A number as the sheet shows it: 1.1 under `0.00` is 1.10, 1001 under `00000` is 01001, 45000 under a date's format
 * that day. Without a format it has all its digits, as far as they can be trusted: 15.
 */
export function shownNumber(value: string, code: string, is1904: boolean): string {
  const number = Number(value)
  if (!Number.isFinite(number) || value.trim() === '') return value
  const plain = String(Number(number.toPrecision(15)))
  if (/^general$/i.test(code) || code === '' || code === '@') return plain
  try {
    const counts = is1904 && isDateFormat(code) && !duration.test(code)
    const dated = counts ? number + from1904 : number
    const shown = format(code, dated).trim()
    return shown === '' || /^#+$/.test(shown) ? plain : shown
  } catch {
    return plain
  }
}
