import { exportFormats } from '@/server/domain/catalogue/frameworks'
import { systemContext } from '@/server/services/context'
import {
  exportFramework as exportOwn,
  exportPublishedFramework,
} from '@/server/services/frameworks/export-framework'
import {
  exportPublishedWorkbook,
  exportWorkbook,
} from '@/server/services/frameworks/export-workbook'
import { actAsOwner } from '@/server/services/organizations/act-as-owner'
import { type Command, optional, required, say, UsageError } from './command'

export const exportFramework: Command = {
  words: 'export',
  positionals: 1,
  options: { format: 'string', as: 'string' },
  needsConfiguration: true,
  async run(input) {
    const asked = required(input, 'format')
    const slug = input.positionals[0] ?? ''
    const owner = optional(input, 'as')
    const ctx = systemContext('command', 'export')
    const own = owner ? await actAsOwner(ctx, owner) : null
    if (asked === 'xlsx') {
      const { bytes } = own
        ? await exportWorkbook(own, { slug })
        : await exportPublishedWorkbook(ctx, { slug })
      process.stdout.write(bytes)
      return 0
    }
    const format = exportFormats.find((each) => each === asked)
    if (!format) throw new UsageError(say('export.format'))
    const { text } = own
      ? await exportOwn(own, { slug, format })
      : await exportPublishedFramework({ slug, format })
    process.stdout.write(text)
    return 0
  },
}
