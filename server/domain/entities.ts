/**
 * Text with its HTML character references read once more than they were written: `&nbsp;` and the
 * `&amp;nbsp;` of a file that was escaped twice are both a space. What is no reference stays.
 */
export function decodeEntities(text: string): string {
  return text.replaceAll(
    /&(?:amp;){0,3}(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,30}));/gi,
    (typed: string, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return named.get(name) ?? named.get(name.toLowerCase()) ?? typed
      return character(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)) ?? typed
    },
  )
}

function character(code: number): string | null {
  if (code >= 0x80 && code <= 0x9f) return windows1252[code - 0x80] ?? null
  if (code === 0x9 || code === 0xa || code === 0xd) return ' '
  if (code < 0x20 || code === 0x7f || code > 0x10ffff) return null
  if (code >= 0xd800 && code <= 0xdfff) return null
  return String.fromCodePoint(code)
}

/** Numbers 128 to 159 are read as Windows-1252 (HTML, "numeric character reference end state"). */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Names that documents of the field hold; the Latin letters are those of ISO 8859-1. */
const named = new Map(
  [
    'amp & lt < gt > quot " apos \' ndash – mdash — hellip … lsquo ‘ rsquo ’ sbquo ‚ ldquo “',
    'rdquo ” bdquo „ lsaquo ‹ rsaquo › laquo « raquo » bull • middot · deg ° micro µ para ¶',
    'sect § copy © reg ® trade ™ euro € pound £ yen ¥ cent ¢ curren ¤ times × divide ÷ minus −',
    'plusmn ± le ≤ ge ≥ ne ≠ asymp ≈ equiv ≡ infin ∞ radic √ sum ∑ prod ∏ int ∫ part ∂ prime ′',
    'Prime ″ frac12 ½ frac14 ¼ frac34 ¾ sup1 ¹ sup2 ² sup3 ³ ordf ª ordm º iexcl ¡ iquest ¿',
    'larr ← uarr ↑ rarr → darr ↓ harr ↔ rArr ⇒ hArr ⇔ lowast ∗ sdot ⋅ dagger † Dagger ‡',
    'permil ‰ not ¬ macr ¯ acute ´ cedil ¸ uml ¨ Agrave À Aacute Á Acirc Â Atilde Ã Auml Ä',
    'Aring Å AElig Æ Ccedil Ç Egrave È Eacute É Ecirc Ê Euml Ë Igrave Ì Iacute Í Icirc Î Iuml Ï',
    'ETH Ð Ntilde Ñ Ograve Ò Oacute Ó Ocirc Ô Otilde Õ Ouml Ö Oslash Ø Ugrave Ù Uacute Ú Ucirc Û',
    'Uuml Ü Yacute Ý THORN Þ szlig ß agrave à aacute á acirc â atilde ã auml ä aring å aelig æ',
    'ccedil ç egrave è eacute é ecirc ê euml ë igrave ì iacute í icirc î iuml ï eth ð ntilde ñ',
    'ograve ò oacute ó ocirc ô otilde õ ouml ö oslash ø ugrave ù uacute ú ucirc û uuml ü yacute ý',
    'thorn þ yuml ÿ OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ alpha α beta β gamma γ delta δ',
    'epsilon ε theta θ lambda λ mu μ pi π rho ρ sigma σ tau τ phi φ omega ω Delta Δ Sigma Σ Omega Ω',
  ]
    .flatMap((line) => line.split(' '))
    .reduce<[string, string][]>((pairs, word, index) => {
      const last = pairs.at(-1)
      if (index % 2 === 0) pairs.push([word, ''])
      else if (last) last[1] = word
      return pairs
    }, [])
    .concat(
      ['nbsp', 'ensp', 'emsp', 'thinsp', 'tab', 'newline'].map((name) => [name, ' ']),
      ['shy', 'zwnj', 'zwj', 'lrm', 'rlm'].map((name) => [name, '']),
    ),
)
