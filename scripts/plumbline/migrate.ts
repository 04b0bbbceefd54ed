import { database } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { type Command, print, say } from './command'
import { withProgress } from './progress'

export const migrateDatabase: Command = {
  words: 'migrate',
  positionals: 0,
  options: {},
  needsConfiguration: true,
  async run() {
    await withProgress(say('migrate.progress'), async () => migrate(await database()))
    print(say('migrate.done'))
    return 0
  },
}
