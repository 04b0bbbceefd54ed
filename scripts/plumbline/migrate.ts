import { database } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import type { Command } from './command'
import { withProgress } from './progress'

export const migrateDatabase: Command = {
  summary: 'Brings the database to this version: tables, roles, policies and code tables.',
  usage: '',
  details: ['Safe to run again, and from several processes at once.'],
  positionals: 0,
  options: {},
  needsConfiguration: true,
  async run() {
    await withProgress('Migrating', async () => migrate(await database()))
    process.stdout.write('The database is at this version.\n')
    return 0
  },
}
