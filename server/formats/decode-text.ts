import { frameworkLimits, type Problem } from '@/server/domain/catalogue/frameworks'
import { DomainError, type RefusalKey } from '@/server/domain/errors'

export type DecodedText = {
  text: string
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  problems: Problem[]
}

/**
 * The text of a file: a byte order mark decides and is taken off; without one UTF-8 is tried
 * strictly, then UTF-16 by its zero bytes, then Windows-1252, which is said as a warning.
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
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: wide, problems: [] }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { text, encoding: 'utf-8', problems: [] }
  } catch {
    return {
      text: new TextDecoder('windows-1252').decode(bytes),
      encoding: 'windows-1252',
      problems: [{ severity: 'warning', reason: 'encoding_windows_1252' }],
    }
  }
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
