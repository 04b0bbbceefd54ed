import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { DomainError, type RefusalKey } from '@/server/domain/errors'
import { decodeWindows1252 } from './windows-1252'

export type DecodedText = {
  text: string
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  /** What is to be said of how it was read. */
  remark: 'encoding_windows_1252' | 'encoding_mixed' | null
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

const beyondAscii =
  /[\u00C2-\u00DF][\u0080-\u00BF]|[\u00E0-\u00EF][\u0080-\u00BF]{2}|[\u00F0-\u00F4][\u0080-\u00BF]{3}|[\u0080-\u00FF]/g

/** A file that two programs wrote: UTF-8 with single bytes of Windows-1252. Null where it is not mostly UTF-8. */
function decodeMixed(bytes: Uint8Array): string | null {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const found = raw.match(beyondAscii) ?? []
  const whole = found.filter((sequence) => sequence.length > 1).length
  if (whole <= found.length - whole) return null
  return raw.replaceAll(beyondAscii, (sequence) => {
    const own = Buffer.from(sequence, 'latin1')
    return sequence.length > 1 ? own.toString('utf8') : decodeWindows1252(own)
  })
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
  { start: [0x50, 0x4b, 0x03, 0x04], key: 'files.workbook' },
  { start: [0xd0, 0xcf, 0x11, 0xe0], key: 'files.oldOffice' },
  { start: [0x25, 0x50, 0x44, 0x46], key: 'files.pdf' },
  { start: [0x1f, 0x8b], key: 'files.compressed' },
]

function refusedKind(bytes: Uint8Array): RefusalKey | null {
  return magics.find(({ start }) => start.every((byte, at) => bytes[at] === byte))?.key ?? null
}
