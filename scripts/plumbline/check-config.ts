import { checkLogin } from '@/server/db/check-login'
import { database } from '@/server/db/client'
import { type Env, readEnv, type SettingNote } from '@/server/env'
import { languageProblem } from '@/server/words/language-problem'
import { sayRefusal } from '@/server/words/say-refusal'
import { type Command, complain, print, say } from './command'

export const checkConfig: Command = {
  words: 'check-config',
  positionals: 0,
  options: {},
  needsConfiguration: false,
  async run() {
    const result = readEnv(process.env)
    const problems = result.ok
      ? [...result.unsettled, ...languageProblem(), ...(await problemsOfLogin(result.env))]
      : result.problems
    if (result.ok) for (const warning of result.warnings) print(sayRefusal(warning))
    if (problems.length > 0) {
      complain(problems.map(sayRefusal).join('\n'))
      return 1
    }
    print(say('check-config.good'))
    return 0
  },
}

async function problemsOfLogin({ DATABASE_URL, NODE_ENV }: Env): Promise<SettingNote[]> {
  if (!DATABASE_URL || NODE_ENV !== 'production') return []
  try {
    return await checkLogin(await database())
  } catch {
    return [{ key: 'settings.noAnswer' }]
  }
}
