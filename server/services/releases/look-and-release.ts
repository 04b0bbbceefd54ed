import type { Context } from '@/server/services/context'
import { sweepAnswers } from '@/server/services/integrity/sweep-answers'
import { type ReleaseReport, type RunRelease, runRelease } from './run-release'

/** A release as it is made for people: what was sent since the last one is looked at first (METHOD §9). */
export async function lookAndRelease(ctx: Context, input: RunRelease): Promise<ReleaseReport> {
  await sweepAnswers(ctx)
  return runRelease(ctx, input)
}
