import { expect, test } from 'vitest'
import { runThread } from './run-thread'

const entry = './server/testing/unruly-thread.ts'

async function run(job: string, stop?: AbortSignal) {
  const parts: unknown[] = []
  const result = await runThread({ entry, job, heapMiB: 64, stop }, (part) => parts.push(part))
  return { parts, result }
}

test('a thread tells how far it is, in order, and what came of it', async () => {
  expect(await run('echo')).toEqual({
    parts: ['first', 'second'],
    result: { again: new Date(0) },
  })
})

test('its refusals come back as they were', async () => {
  await expect(run('refuse')).rejects.toMatchObject({
    ...{ name: 'DomainError', code: 'unavailable', key: 'site.away' },
  })
})

test('its errors come back without what was asked of the database', async () => {
  await expect(run('fail')).rejects.toMatchObject({
    ...{ name: 'TypeError', message: 'Failed query: select 1' },
  })
})

test('one whose heap is full ends, and this process goes on', async () => {
  await expect(run('heap')).rejects.toMatchObject({ code: 'ERR_WORKER_OUT_OF_MEMORY' })
  expect((await run('echo')).parts).toHaveLength(2)
})

test('one that leaves is an error', async () => {
  await expect(run('leave')).rejects.toThrow('The thread ended with 3.')
})

test('one that is told to stop ends at once, busy or not, and is not begun later', async () => {
  const stopping = new AbortController()
  const ended = runThread({ entry, job: 'spin', heapMiB: 64, stop: stopping.signal }, () =>
    stopping.abort(),
  )
  await expect(ended).rejects.toThrow(/aborted/)
  await expect(run('echo', stopping.signal)).rejects.toThrow(/aborted/)
})
