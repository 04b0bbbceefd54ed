import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { errandPatience } from '@/server/db/connections'
import { asErrand, asOperator, patiently } from '@/server/db/tenancy'
import { wasAwayLately } from '@/server/db/unavailable'
import { systemContext } from '@/server/services/context'
import { storeEmployment } from '@/server/services/employment/store-employment'
import { publishFramework } from '@/server/services/frameworks/publish-framework'
import { runImport } from '@/server/services/imports/run-import'
import { undoImport } from '@/server/services/imports/undo-import'
import { deliverMail } from '@/server/services/mail/deliver-mail'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { beatProcess } from './releases/page-refresh'

/** While as many errands as there may be stand still inside their transactions. */
async function whileErrandsStand<T>(count: number, work: () => Promise<T>): Promise<T> {
  let letGo = () => {}
  const free = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const errands = Array.from({ length: count }, () => asErrand(() => asOperator(() => free)))
  try {
    return await work()
  } finally {
    letGo()
    await Promise.all(errands)
  }
}

describeOnBothEngines('what people start that takes its time', (engine) => {
  test.skipIf(engine === 'embedded')(
    'keeps neither mail nor fresh pages waiting, however much of it there is',
    async () => {
      await whileErrandsStand(12, async () => {
        const mail = await patiently(() => deliverMail(systemContext('job', 'mail')))
        expect(mail).toMatchObject({ failed: 0 })
        expect(await patiently(() => beatProcess(crypto.randomUUID()))).toMatchObject({
          due: false,
        })
      })
    },
    15_000,
  )

  test.skipIf(engine === 'embedded')('waits for its own kind, all of it', async () => {
    const ctx = await orgContext({ kind: 'partnership', verification: 'V2' })
    const id = crypto.randomUUID()
    const started = await whileErrandsStand(errandPatience.connections, async () => {
      const settled: string[] = []
      const all = Object.entries({
        runImport: runImport(ctx, { id }),
        undoImport: undoImport(ctx, { id }),
        publishFramework: publishFramework(ctx, { slug: id, state: 'published' }),
        storeEmployment: storeEmployment(systemContext('command', 'employment'), { id }),
      }).map(([name, work]) => work.catch(() => undefined).then(() => settled.push(name)))
      await sleep(1_000)
      expect(settled).toEqual([])
      expect(wasAwayLately()).toBe(false)
      return { all }
    })
    await Promise.all(started.all)
  })
})
