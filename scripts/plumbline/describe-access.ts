import { database } from '@/server/db/client'
import { describeAccess } from '@/server/db/describe-access'
import type { Command } from './command'

export const printAccess: Command = {
  summary: 'Prints which role of the database may read and write what, as a page (docs/access.md).',
  usage: '',
  details: [],
  positionals: 0,
  options: {},
  needsConfiguration: true,
  async run() {
    process.stdout.write(await (await database()).withOwner(describeAccess))
    return 0
  },
}
