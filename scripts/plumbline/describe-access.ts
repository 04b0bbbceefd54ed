import { database } from '@/server/db/client'
import { describeAccess } from '@/server/db/describe-access'
import type { Command } from './command'

export const printAccess: Command = {
  words: 'describe-access',
  positionals: 0,
  options: {},
  needsConfiguration: true,
  async run() {
    process.stdout.write(await (await database()).withOwner(describeAccess))
    return 0
  },
}
