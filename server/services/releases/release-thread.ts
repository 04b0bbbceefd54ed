import { answerStarter } from '@/server/child/answer-starter'
import { closeDatabase } from '@/server/db/client'
import { patiently } from '@/server/db/tenancy'
import { lookAndRelease } from './look-and-release'
import type { ReleaseJob } from './release-apart'

// What runs in the thread: connections of its own, opened by its own settings, and the whole release.
void answerStarter<ReleaseJob>(async ({ ctx, trigger }, tell) => {
  try {
    return await patiently(() => lookAndRelease(ctx, { trigger, progress: tell }))
  } finally {
    await closeDatabase()
  }
})
