import { checkLogin } from '@/server/db/check-login'
import { database } from '@/server/db/client'
import { type Env, readEnv } from '@/server/env'
import type { Command } from './command'

export const checkConfig: Command = {
  summary:
    'Says what is missing or wrong in the settings, and in the database’s login. Changes nothing.',
  usage: '',
  details: ['Exit code 1 when these are no settings to run a site with.'],
  positionals: 0,
  options: {},
  needsConfiguration: false,
  async run() {
    const result = readEnv(process.env)
    const problems = result.ok
      ? [...result.unsettled, ...(await problemsOfLogin(result.env))]
      : result.problems
    if (result.ok) for (const warning of result.warnings) process.stdout.write(`${warning}\n`)
    if (problems.length > 0) {
      process.stderr.write(`${problems.join('\n')}\n`)
      return 1
    }
    process.stdout.write('Plumbline can start with these settings.\n')
    return 0
  },
}

async function problemsOfLogin({ DATABASE_URL, NODE_ENV }: Env): Promise<string[]> {
  if (!DATABASE_URL || NODE_ENV !== 'production') return []
  try {
    return await checkLogin(await database())
  } catch {
    return ['DATABASE_URL: the database does not answer there, or does not let this login in.']
  }
}
