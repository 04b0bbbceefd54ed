import { database } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { seedDemo } from '@/server/services/demo/seed-demo'
import { type Command, print, say } from './command'
import { withProgress } from './progress'

export const seed: Command = {
  words: 'seed',
  positionals: 0,
  options: {},
  needsConfiguration: true,
  async run() {
    const added = await withProgress(say('seed.progress'), async () => {
      await migrate(await database())
      return seedDemo(new Date())
    })
    print(say(added ? 'seed.done' : 'seed.again'))
    return 0
  },
}
