import { unzipSync } from 'fflate'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { DomainError, type RefusalKey } from '@/server/domain/errors'

/** What one part of a workbook may hold, and how much of one is read in a breath. */
const partLimit = 160 * 2 ** 20
const chunk = 64 * 1024

/** A zip file, by its first bytes; every workbook is one. */
export function isZip(bytes: Uint8Array): boolean {
  return [0x50, 0x4b, 0x03, 0x04].every((byte, at) => bytes[at] === byte)
}

/** The names of what a zip file holds. Throws `invalid` where it ends too early or is none. */
export function partNames(bytes: Uint8Array): string[] {
  const names: string[] = []
  unzip(bytes, ({ name }) => {
    names.push(name)
    return false
  })
  return names
}

/** One part, unpacked, whatever the case of its name; null where there is none. Throws `limit_reached` when it says that it is larger than 160 MB. */
export function readPart(bytes: Uint8Array, wanted: string): Uint8Array | null {
  const folded = wanted.toLowerCase()
  const found = unzip(bytes, ({ name, originalSize }) => {
    if (name.toLowerCase() !== folded) return false
    // Only as much is unpacked as was said here.
    if (originalSize > partLimit) throw refused('workbooks.tooLarge')
    return true
  })
  return Object.values(found)[0] ?? null
}

type Entry = { name: string; originalSize: number }

function unzip(bytes: Uint8Array, filter: (entry: Entry) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter })
  } catch (error) {
    if (error instanceof DomainError) throw error
    throw damaged()
  }
}

/** What is wanted of an XML part: names come without their prefix, which every program chooses for itself. */
export type PartReader = {
  open?: (name: string, attributes: Record<string, string>) => void
  close?: (name: string) => void
  text?: (text: string) => void
  /** Asked between two pieces: whether the rest is not needed. */
  enough?: () => boolean
}

/** Reads an XML part from its beginning; no entity of its own and nothing outside it is ever looked up. */
export function readXml(part: Uint8Array, reader: PartReader): void {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const { open, close, text, enough } = reader
  if (open) parser.on('opentag', (tag) => open(plainName(tag.name), attributesOf(tag)))
  if (close) parser.on('closetag', (tag) => close(plainName(tag.name)))
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  const decoder = new TextDecoder(part[0] === 0xff && part[1] === 0xfe ? 'utf-16le' : 'utf-8')
  try {
    for (let at = 0; at < part.length && !enough?.(); at += chunk) {
      parser.write(decoder.decode(part.subarray(at, at + chunk), { stream: true }))
    }
    if (!enough?.()) parser.close()
  } catch (error) {
    if (error instanceof DomainError) throw error
    throw damaged()
  }
}

function attributesOf({ attributes }: SaxesTagPlain): Record<string, string> {
  return attributes
}

/** The value of an attribute whose prefix is not known. */
export function attribute(attributes: Record<string, string>, name: string): string | undefined {
  const own = attributes[name]
  if (own !== undefined) return own
  return Object.entries(attributes).find(([key]) => plainName(key) === name)?.[1]
}

function plainName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

export function refused(key: RefusalKey): DomainError {
  return new DomainError('limit_reached', key, { field: 'file' })
}

export function damaged(): DomainError {
  return new DomainError('invalid', 'workbooks.damaged', { field: 'file' })
}
