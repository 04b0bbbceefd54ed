/** What the bytes 0x80 to 0x9F mean in Windows-1252; five of them mean nothing. Source: the WHATWG Encoding Standard, index windows-1252. */
const marks = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ'

/**
 * Bytes as Windows-1252, by a table of our own: the runtime's decoder may read 0x80 to 0x9F as control
 * characters, and curly quotes, dashes and the euro vanish without a word. What the table has no
 * character for becomes U+FFFD.
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length)
  for (let at = 0; at < bytes.length; at += 1) units[at] = unitOf[bytes[at] ?? 0] ?? 0
  return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(units)
}

const unitOf = Uint16Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 && byte <= 0x9f ? marks.charCodeAt(byte - 0x80) : byte,
)
