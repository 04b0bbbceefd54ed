import { readEnv } from '@/server/env'
import { languageProblem } from '@/server/words/language-problem'
import { sayWarning, sayWrongSettings } from '@/server/words/say-settings'

/** Checks the configuration before anything else is even loaded: other modules read it as they load. */
export async function start(): Promise<void> {
  if (process.env.NEXT_PHASE === 'phase-production-build') return
  const result = readEnv(process.env)
  const problems = result.ok ? languageProblem() : result.problems
  if (!result.ok || problems.length > 0) {
    process.stderr.write(`${sayWrongSettings(problems)}\n`)
    process.exit(78)
  }
  for (const warning of [...result.warnings, ...result.unsettled]) {
    process.stderr.write(`${sayWarning(warning)}\n`)
  }
  const { openSite } = await import('./instrumentation-site')
  await openSite()
}
