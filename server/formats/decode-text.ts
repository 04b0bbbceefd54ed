import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import type { EncodingRemark } from '@/server/domain/encoding-remarks'
import { DomainError, type RefusalKey } from '@/server/domain/errors'
import { decodeWindows1252 } from './windows-1252'

export type DecodedText = {
  text: string
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  /** What is to be said of how it was read. */
  remark: EncodingRemark | null
}

/**
 * The text of a file, of whatever kind: a byte order mark decides and is taken off; without one
 * UTF-8 is tried strictly, then UTF-16 by its zero bytes, then Windows-1252, which is said as a
 * warning. Of a text that is UTF-8 but for a few bytes, only these are read as Windows-1252.
 * Throws `limit_reached` above 10 MB and `invalid` for an empty file or one that is not text.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.byteLength > frameworkLimits.bytes) {
    throw new DomainError('limit_reached', 'files.tooLarge', { field: 'file' })
  }
  if (bytes.byteLength === 0) {
    throw new DomainError('invalid', 'files.empty', { field: 'file' })
  }
  const refused = refusedKind(bytes)
  if (refused) throw new DomainError('invalid', refused, { field: 'file' })
  const decoded = decode(bytes)
  if (decoded.text.includes('\0')) {
    throw new DomainError('invalid', 'files.notText', { field: 'file' })
  }
  return decoded
}

function decode(bytes: Uint8Array): DecodedText {
  const wide = wideEncoding(bytes)
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: wide, remark: null }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { text, encoding: 'utf-8', remark: null }
  } catch {
    const mixed = decodeMixed(bytes)
    if (mixed !== null) return { text: mixed, encoding: 'utf-8', remark: 'encoding_mixed' }
    const text = decodeWindows1252(bytes)
    return { text, encoding: 'windows-1252', remark: 'encoding_windows_1252' }
  }
}

/** More single bytes than these are no slip of a program: the file is not UTF-8. */
const mostOdd = 1000

/** A file that two programs wrote: UTF-8 with single bytes of Windows-1252. Null where it is not mostly UTF-8. */
function decodeMixed(bytes: Uint8Array): string | null {
  const odd: number[] = []
  let whole = 0
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at)
    if (length === 0) odd.push(at)
    if (odd.length > mostOdd) return null
    if (length > 1) whole += 1
    at += length || 1
  }
  if (whole <= odd.length) return null
  const utf8 = new TextDecoder('utf-8')
  const pieces = odd.map((at, index) => {
    const before = bytes.subarray((odd[index - 1] ?? -1) + 1, at)
    return utf8.decode(before) + decodeWindows1252(bytes.subarray(at, at + 1))
  })
  return pieces.join('') + utf8.decode(bytes.subarray((odd.at(-1) ?? -1) + 1))
}

/** How many bytes the character of UTF-8 that begins here has; 0 for a byte that begins none. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  if (first < 0x80) return 1
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  if (first < 0xc2 || first > 0xf4) return 0
  for (let next = at + 1; next < at + length; next += 1) {
    const byte = bytes[next] ?? 0
    if (byte < 0x80 || byte > 0xbf) return 0
  }
  return length
}

function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [a, b, c, d] = bytes
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a && b === 0 && c && d === 0) return 'utf-16le'
  if (a === 0 && b && c === 0 && d) return 'utf-16be'
  return null
}

const magics: { start: number[]; key: RefusalKey }[] = [
  { start: [0xd0, 0xcf, 0x11, 0xe0], key: 'files.oldOffice' },
  { start: [0x25, 0x50, 0x44, 0x46], key: 'files.pdf' },
  { start: [0x1f, 0x8b], key: 'files.compressed' },
]

/** A workbook with a password is a file of the old kind around what nobody can read. */
const encrypted = Buffer.from('EncryptedPackage', 'utf16le')

function refusedKind(bytes: Uint8Array): RefusalKey | null {
  const found = magics.find(({ start }) => start.every((byte, at) => bytes[at] === byte))?.key
  if (found !== 'files.oldOffice') return found ?? null
  return Buffer.from(bytes).includes(encrypted) ? 'workbooks.password' : found
}
