import { parseArgs } from 'node:util'
import { PlainError } from '../setup/plain-error.mjs'
import { runBandAttacks } from './bands'
import { beforeStartAttack } from './before-start'
import { runDecisionAttacks } from './decisions'
import type { Finding } from './finding'
import { forgottenAttack } from './forgotten'
import { interruptEmbedded, interruptPostgres } from './interrupt'
import { runListAttacks } from './lists'
import { mailAttack } from './mails'
import { runOfferedWordsAttacks } from './offered-words'
import { oldLinkAttack } from './old-link'
import { oneRowAttack } from './one-row'
import { passingAttack } from './passing'
import { randomFrom } from './random'
import { runAttacks } from './run-attacks'
import { makeSample, runStoredAttacks } from './stored'
import { runSurfaceAttacks } from './surface-attack'

const HELP = `Usage: npm run attack -- [--histories <n>] [--seed <n>]
Attacks the published figures of random histories the ways METHOD 8.7 lists, and a live view as a control.
`

/** `npm run attack`: prints what was tried and what was recovered; fails when anything was, or when a control was not. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      histories: { type: 'string', default: '40' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  const seed = Number(values.seed)
  // The sample region in memory, public at once; whatever database this machine serves is left alone.
  process.env.PLUMBLINE_DEMO = '1'
  process.env.LOG_LEVEL ??= 'fatal'
  delete process.env.DATABASE_URL
  const now = new Date()
  const sample = await makeSample(now)
  const findings = [
    ...runAttacks({ seed, histories: Number(values.histories) }),
    ...(await runStoredAttacks(sample, randomFrom(seed), now)),
    ...(await runBandAttacks(sample, now)),
    ...(await runListAttacks(sample, now)),
    await oneRowAttack(sample, now),
    ...(await runDecisionAttacks(sample, now)),
    ...(await runOfferedWordsAttacks(sample)),
    ...(await runSurfaceAttacks(sample, randomFrom(seed), now)),
    await mailAttack(sample),
    await beforeStartAttack(sample),
    await oldLinkAttack(sample),
    await passingAttack(sample, now),
    await forgottenAttack(sample),
    ...(await runInterruptions(seed)),
  ]
  for (const { test, tried, recovered, control, passed } of findings) {
    process.stdout.write(
      `${passed ? 'held  ' : 'BROKEN'} ${test}\n         tried      ${tried}\n         recovered  ${recovered}\n         control    ${control}\n`,
    )
  }
  const broken = findings.filter((finding) => !finding.passed).length
  process.stdout.write(`${findings.length - broken} passed, ${broken} failed (seed ${seed})\n`)
  return broken === 0 ? 0 : 1
}

/** On both engines; a machine without a server to try is told so. */
async function runInterruptions(seed: number): Promise<Finding[]> {
  const random = randomFrom(seed)
  const embedded = await interruptEmbedded(random, 2)
  try {
    return [embedded, await interruptPostgres(random, 8)]
  } catch (error) {
    if (!(error instanceof PlainError)) throw error
    process.stdout.write(`-      R5 a release is killed, PostgreSQL: ${error.message}\n`)
    return [embedded]
  }
}

process.exitCode = await main()
