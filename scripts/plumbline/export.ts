import { exportFormats } from '@/server/domain/catalogue/frameworks'
import { systemContext } from '@/server/services/context'
import {
  exportFramework as exportOwn,
  exportPublishedFramework,
} from '@/server/services/frameworks/export-framework'
import { actAsOwner } from '@/server/services/organizations/act-as-owner'
import { type Command, optional, required, say, UsageError } from './command'

export const exportFramework: Command = {
  words: 'export',
  positionals: 1,
  options: { format: 'string', as: 'string' },
  needsConfiguration: true,
  async run(input) {
    const asked = required(input, 'format')
    const format = exportFormats.find((each) => each === asked)
    if (!format) throw new UsageError(say('export.format'))
    const slug = input.positionals[0] ?? ''
    const wanted = { slug, format }
    const owner = optional(input, 'as')
    const { text } = owner
      ? await exportOwn(await actAsOwner(systemContext('command', 'export'), owner), wanted)
      : await exportPublishedFramework(wanted)
    process.stdout.write(text)
    return 0
  },
}
