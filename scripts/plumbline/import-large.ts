import { createReadStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Separated } from '@/server/domain/catalogue/imports'
import type { OrgContext } from '@/server/services/context'
import { importLarge, type LargeProgress } from '@/server/services/imports/large/import-large'
import { complain, print, say } from './command'
import { describeImport } from './describe-import'
import { withProgress } from './progress'

type Large = {
  file: string
  preview: boolean
  leaveOutErrors: boolean
  /** Which near-equal pairs are different: all or none; null where nobody has said. */
  separate: Separated | null
}

/** Imports a file that is too large for the page, in one transaction; says how far it is on standard error. */
export async function importLargeFile(ctx: OrgContext, large: Large): Promise<number> {
  const { file, separate } = large
  const bytes = statSync(file).size
  const label = say('import.progress', { file: basename(file) })
  return withProgress(label, async (tell) => {
    const { state, summary, problems } = await importLarge(
      ctx,
      {
        ...{ ...large, fileName: basename(file), bytes: () => createReadStream(file) },
        alike: separate === null ? null : separate === 'all' ? 'different' : 'same',
      },
      (progress) => tell(saidOf(progress, bytes)),
    )
    describeImport({ summary, problems })
    if (state === 'undecided') complain(say('import.decide'))
    if (state === 'applied') print(say('import.done'))
    if (state === 'nothing') print(say('import.nothing'))
    return state === 'undecided' ? 1 : 0
  })
}

function saidOf(progress: LargeProgress, bytes: number): string {
  switch (progress.step) {
    case 'look':
      return say('import.looking', { read: megabytes(progress.bytes), of: megabytes(bytes) })
    case 'read':
      return say('import.reading', { read: megabytes(progress.bytes), of: megabytes(bytes) })
    case 'compare':
      return say('import.comparing')
    case 'store':
      return say('import.storing', { rows: progress.rows, of: progress.of })
  }
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1)
}
