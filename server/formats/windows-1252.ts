/** What the bytes 0x80 to 0x9F mean in Windows-1252; five of them mean nothing. Source: the WHATWG Encoding Standard, index windows-1252. */
const marks = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ'

/**
 * Bytes as Windows-1252, by a table of our own: the runtime's decoder may read 0x80 to 0x9F as control
 * characters, and curly quotes, dashes and the euro vanish without a word. What the table has no
 * character for becomes U+FFFD.
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replaceAll(/[\u0080-\u009F]/g, (control) => marks[control.charCodeAt(0) - 0x80] ?? control)
}
