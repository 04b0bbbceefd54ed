import { normaliseEmail } from '@/server/domain/people/addresses'
import type { MailEntry } from './mail-list'
import { decodeWindows1252 } from './windows-1252'

/** What a card says besides whom it is about and how it is written. */
const ofTheCard = new Set(['BEGIN', 'END', 'VERSION', 'PRODID', 'REV', 'UID', 'FN', 'N', 'ORG'])

type Property = { name: string; parameters: string; value: string }

export function isVcards(text: string): boolean {
  return /^\s*BEGIN:VCARD[ \t]*(?:\r|\n|$)/i.test(text)
}

/**
 * The people of a vCard file, version 2.1, 3.0 or 4.0, one card or many: the first address of each that can be used,
 * its organization without departments, and the name as it is shown. `unused` names the properties that hold more.
 */
export function readVcards(text: string): { entries: MailEntry[]; unused: string[] } {
  const entries: MailEntry[] = []
  const unused = new Set<string>()
  let card: Property[] = []
  let begin = 0
  const close = () => {
    if (begin > 0) entries.push(readCard(card, begin, unused))
    begin = 0
    card = []
  }
  for (const { line, text: unfolded } of unfoldedLines(text)) {
    const property = propertyOf(unfolded)
    if (property?.name === 'BEGIN') {
      close()
      begin = line
    } else if (property?.name === 'END') close()
    else if (property) card.push(property)
  }
  close()
  return { entries, unused: [...unused] }
}

function readCard(card: Property[], line: number, unused: Set<string>): MailEntry {
  const valuesOf = (name: string) =>
    card.flatMap((each) => (each.name === name ? [textOf(each).trim()] : [])).filter(Boolean)
  const mails = valuesOf('EMAIL').map((value) => value.replace(/^mailto:/i, ''))
  const usable = mails.find((mail) => normaliseEmail(mail))
  const [names = ''] = valuesOf('N')
  const [last = '', first = ''] = parts(names)
  const [shown = [first, last].filter(Boolean).join(' ')] = valuesOf('FN')
  const [organization = ''] = parts(valuesOf('ORG')[0] ?? '')
  for (const { name } of card) if (!ofTheCard.has(name) && name !== 'EMAIL') unused.add(name)
  if (mails.length > 1) unused.add('EMAIL')
  const [name, employer] = [plain(shown), organization]
  return {
    line,
    text: usable ?? mails[0] ?? [name, employer].filter(Boolean).join(', '),
    email: usable ? normaliseEmail(usable) : null,
    employer: employer || null,
    name: name || null,
  }
}

/** Lines with those that go on behind a blank, or in 2.1 behind a final `=`, each with where it begins. */
function unfoldedLines(text: string): { line: number; text: string }[] {
  const found: { line: number; parts: string[]; soft: boolean }[] = []
  for (const [at, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const last = found.at(-1)
    const goesOn = last?.soft === true
    if (last && (goesOn || /^[ \t]/.test(raw))) {
      last.parts.push(goesOn ? raw : raw.slice(1))
      last.soft = goesOn && raw.endsWith('=')
    } else {
      const soft = raw.endsWith('=') && /^[^:]*QUOTED-PRINTABLE/i.test(raw)
      found.push({ line: at + 1, parts: [raw], soft })
    }
  }
  return found.map(({ line, parts }) => ({ line, text: parts.join('\n') }))
}

function propertyOf(line: string): Property | null {
  const found = /^\s*(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)((?:;(?:"[^"]*"|[^":])*)?):([\s\S]*)$/.exec(
    line,
  )
  const [, name = '', parameters = '', value = ''] = found ?? []
  return found ? { name: name.toUpperCase(), parameters, value } : null
}

function textOf({ parameters, value }: Property): string {
  if (!/QUOTED-PRINTABLE/i.test(parameters)) return value.replaceAll('\n', '')
  const joined = value.replaceAll(/=\n/g, '').replaceAll('\n', '')
  return joined.replaceAll(/(?:=[0-9A-F]{2})+/gi, (run) =>
    decoded(Buffer.from(run.replaceAll('=', ''), 'hex')),
  )
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decodeWindows1252(bytes)
  }
}

/** The parts of a value between semicolons that are not escaped. */
function parts(value: string): string[] {
  return value.split(/(?<!\\);/).map(plain)
}

function plain(value: string): string {
  return value
    .replaceAll(/\\n/gi, ' ')
    .replaceAll(/\\([,;:\\])/g, '$1')
    .trim()
}
