import { expect, test } from 'vitest'
import { runLanes } from './lanes.mjs'

const always = () => true

test('each lane keeps its order, and they go beside one another', async () => {
  const begun: string[] = []
  const gates = new Map<string, () => void>()
  const run = (name: string) => {
    begun.push(name)
    return new Promise<void>((resolve) => gates.set(name, resolve))
  }
  const done = runLanes([['a1', 'a2'], ['b1']], run, () => false)
  expect(begun).toEqual(['a1', 'b1'])
  gates.get('a1')?.()
  await Promise.resolve()
  await expect.poll(() => begun).toEqual(['a1', 'b1', 'a2'])
  gates.get('b1')?.()
  gates.get('a2')?.()
  await done
})

test('a lane that is done takes over the other’s last step, but none that cannot begin', async () => {
  const ran: [string, number][] = []
  let open = () => {}
  const long = new Promise<void>((resolve) => {
    open = resolve
  })
  const run = async (name: string, lane: number) => {
    ran.push([name, lane])
    if (name === 'long') await long
    if (name === 'a3') open()
  }
  await runLanes([['long', 'a2', 'a3'], ['b1']], run, always)
  expect(ran).toEqual([
    ['long', 0],
    ['b1', 1],
    ['a3', 1],
    ['a2', 1],
  ])
  const kept: [string, number][] = []
  const note = async (name: string, lane: number) => {
    kept.push([name, lane])
  }
  await runLanes([['build', 'pages'], []], note, () => false)
  expect(kept).toEqual([
    ['build', 0],
    ['pages', 0],
  ])
})
