import { readEnv } from '@/server/env'
import type { Command } from './command'

export const checkConfig: Command = {
  summary: 'Says what is missing or wrong in the settings. Opens and changes nothing.',
  usage: '',
  details: ['Exit code 1 when Plumbline could not start with these settings.'],
  positionals: 0,
  options: {},
  needsConfiguration: false,
  async run() {
    const result = readEnv(process.env)
    if (!result.ok) {
      process.stderr.write(`${result.problems.join('\n')}\n`)
      return 1
    }
    for (const warning of result.warnings) process.stdout.write(`${warning}\n`)
    process.stdout.write('Plumbline can start with these settings.\n')
    return 0
  },
}
