import 'server-only'
import { smoothingNote } from '@/app/_i18n/smoothing-note'
import { writeApart } from '@/server/child/write-apart'
import type { AnsweredMap } from '@/server/domain/reading/provider-says'
import { env } from '@/server/env'
import { mapSheets } from '@/server/formats/map-workbook'
import { speak } from '@/server/words/speak'

/** A map as the bytes of a workbook, for the page and the workspace. */
export function writeMapWorkbook(map: AnsweredMap): Promise<Uint8Array<ArrayBuffer>> {
  const { credential, occupation, filter } = map
  const scope = `${filter.region?.slug ?? 'all'}/${filter.sector ?? 'all'}`
  const page = `${env().appUrl}/maps/${credential.slug}/${occupation.code}/${scope}`
  const addresses = {
    page: credential.state === 'published' ? page : null,
    method: `${env().appUrl}/method`,
  }
  const sheets = mapSheets(map, { note: smoothingNote(), addresses, speak })
  return writeApart({ sheets, cut: speak('exports')('cut') })
}
