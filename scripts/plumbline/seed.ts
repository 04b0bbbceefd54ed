import { database } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { seedDemo } from '@/server/services/demo/seed-demo'
import type { Command } from './command'
import { withProgress } from './progress'

export const seed: Command = {
  summary: 'Adds the sample region: made-up organizations, credentials, answers and releases.',
  usage: '',
  details: [
    'Everything is marked as sample; an operator removes all of it by one press.',
    'Seeding again changes nothing.',
  ],
  positionals: 0,
  options: {},
  needsConfiguration: true,
  async run() {
    const added = await withProgress('Adding the sample region', async () => {
      await migrate(await database())
      return seedDemo(new Date())
    })
    process.stdout.write(
      added ? 'The sample region is there.\n' : 'The sample region was there already.\n',
    )
    return 0
  },
}
