/** A county or its equivalent, with its state. `code` is its FIPS code, `postal` the two letters of the state. */
export type County = { id: string; name: string; code: string; state: string; postal: string }

/** What a text means: one county, one of several states', or none that is known. */
export type CountyMeant =
  | { kind: 'one'; county: County }
  | { kind: 'several'; states: string[] }
  | { kind: 'unknown' }

/**
 * The county people mean by "Lorain", "lorain county, OH", "OH Lorain", "County of Lorain (Ohio)", "St Louis city" or
 * "39093". Where several states have one of that name, the state that is said decides, else `preferred`, the two letters
 * of a state.
 */
export function countyMeant(
  text: string,
  counties: readonly County[],
  preferred: string | null = null,
): CountyMeant {
  const code = /^\s*(?:us-)?(\d{4,5})\s*$/i.exec(text)?.[1]?.padStart(5, '0')
  const coded = counties.find((county) => county.code === code)
  if (coded) return { kind: 'one', county: coded }
  const words = plainWords(text).filter((word, at, all) => !isNation(word, at, all.length))
  for (const { place, inState } of readings(words, counties)) {
    const named = namedSo(place, counties.filter(inState))
    if (named.length > 0) return among(named, preferred)
  }
  return { kind: 'unknown' }
}

/** How a county is written out: "Lorain County, Ohio". */
export function countyLabel({ name, state }: Pick<County, 'name' | 'state'>): string {
  return `${name}, ${state}`
}

/** The letters a county's name may begin with that is meant by this text, to look among those alone. */
export function firstLetters(text: string): string[] {
  return [...new Set(plainWords(text).map((word) => word.charAt(0)))]
}

type Reading = { place: string[]; inState: (county: County) => boolean }

/** Its last or its first words as a state, the longest first; or none of them. */
function readings(words: readonly string[], counties: readonly County[]): Reading[] {
  const states = new Map(counties.map(({ state, postal }) => [postal, plainWords(state).join(' ')]))
  const found: Reading[] = []
  for (const length of [4, 3, 2, 1]) {
    if (words.length <= length) continue
    for (const [said, place] of [
      [words.slice(-length), words.slice(0, -length)],
      [words.slice(0, length), words.slice(length)],
    ] as const) {
      const state = said.join(' ')
      const known = [...states].find(([postal, name]) => name === state || postal === state)
      if (known) found.push({ place: [...place], inState: ({ postal }) => postal === known[0] })
    }
  }
  return [...found, { place: [...words], inState: () => true }]
}

/** Those with exactly this name, else with it but for what kind of county it is. */
function namedSo(place: readonly string[], counties: readonly County[]): County[] {
  const whole = squeezed(place)
  const exact = counties.filter(({ name }) => squeezed(plainWords(name)) === whole)
  if (exact.length > 0) return exact
  const said = withoutKind(place)
  const bare = squeezed(said.words)
  const wanted = counties.filter(({ name }) => {
    const own = squeezed(withoutKind(plainWords(name)).words)
    return own !== '' && (own === whole || own === bare)
  })
  const cities = wanted.filter(({ name }) => isCity(name))
  // "St. Louis" is the county; the city of its own is called one.
  const others = wanted.filter(({ name }) => !isCity(name))
  if (said.city) return cities.length > 0 ? cities : others
  return others.length > 0 ? others : cities
}

function among(counties: readonly County[], preferred: string | null): CountyMeant {
  const [only, second] = counties
  if (only && !second) return { kind: 'one', county: only }
  const here = counties.filter(({ postal }) => postal === preferred)
  if (here.length === 1 && here[0]) return { kind: 'one', county: here[0] }
  return { kind: 'several', states: [...new Set(counties.map(({ state }) => state))].sort() }
}

function isCity(name: string): boolean {
  return / city$/.test(name)
}

const kinds = [
  ...['city and borough', 'census area', 'county', 'counties', 'parish', 'borough'],
  ...['municipality', 'municipio', 'condado', 'cnty', 'cty', 'co', 'city', 'island'],
].map((kind) => kind.split(' '))

/** Without "County" and the like behind or before it; whether it was called a city. */
function withoutKind(words: readonly string[]): { words: readonly string[]; city: boolean } {
  for (const kind of kinds) {
    const city = kind.join() === 'city'
    const behind = words.slice(-kind.length).join() === kind.join()
    if (behind && words.length > kind.length) return { words: words.slice(0, -kind.length), city }
    const [first, second, ...rest] = words
    const before = kind.length === 1 && first === kind[0] && ['of', 'de'].includes(second ?? '')
    if (before && rest.length > 0) return { words: rest, city }
  }
  return { words, city: false }
}

const short = new Map([
  ['saint', 'st'],
  ['sainte', 'ste'],
  ['fort', 'ft'],
  ['mount', 'mt'],
])

function squeezed(words: readonly string[]): string {
  return words.map((word) => short.get(word) ?? word).join('')
}

function plainWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[.'’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

function isNation(word: string, at: number, length: number): boolean {
  return at > 0 && at === length - 1 && ['usa', 'us'].includes(word)
}
