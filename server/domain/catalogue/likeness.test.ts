import { describe, expect, it } from 'vitest'
import { type Likable, likeness, likePairs } from './likeness'

function pairsOf(gone: (string | Partial<Likable>)[], fresh: (string | Partial<Likable>)[]) {
  const likable = (texts: (string | Partial<Likable>)[]) =>
    texts.map((text, at) => ({
      ...{ id: String(at), text: '', code: null, place: '' },
      ...(typeof text === 'string' ? { text } : text),
    }))
  const work = likePairs(likable(gone), likable(fresh))
  for (let piece = work.next(); ; piece = work.next()) {
    if (piece.done) return piece.value.map(({ goneId, freshId }) => `${goneId}=${freshId}`).sort()
  }
}

describe('likeness', () => {
  it.each([
    ['Measures parts with a micrometer', 'Measures parts with a micrometer.'],
    ['Reads drawings', 'READS  DRAWINGS'],
    ['Uses a café’s till', 'Uses a cafe\u0301’s till'],
    ['Sets-up machines', 'Sets up machines'],
  ])('is whole where case, spaces, punctuation and accents alone differ: %s', (one, other) => {
    expect(likeness(one, other)).toBe(1)
  })

  it.each([
    ['Measures parts with a micrometer', 'Mesures parts with a micrometer'],
    ['Reads technical drawings', 'Reads drawings'],
    ['Welding', 'Wedling'],
    ['Weld inspection', 'Weld inspecton'],
    ['Checks the finished weld for porosity', 'Checks a finished weld for porosity'],
    ['识别工业控制系统', '识别工业控制系统的风险'],
    ['測定する部品を選ぶ', '測定する部品を選択する'],
    ['วัดชิ้นงานด้วยไมโครมิเตอร์', 'วัดชิ้นงานด้วยไมโครมิเตอร์ได้'],
    ['부품을 측정한다', '부품을 측정합니다'],
    ['يقيس القطع بالميكرومتر', 'يقيس القطعة بالميكرومتر'],
  ])('is near where a little differs: %s, %s', (one, other) => {
    expect(pairsOf([one], [other])).toEqual(['0=0'])
    expect(likeness(one, other)).toBeGreaterThan(0.5)
    expect(likeness(one, other)).toBeLessThan(1)
  })

  it.each([
    ['Measures parts with a micrometer', 'Reads technical drawings'],
    ['Knowledge of hydraulics', 'Knowledge of bookkeeping'],
    ['Cuts', 'Cups'],
    ['识别工业控制系统', '测量零件'],
    ['', ''],
    ['…', '—'],
  ])('is not near where something else is said: %s, %s', (one, other) => {
    expect(pairsOf([one], [other])).toEqual([])
  })
})

describe('likePairs', () => {
  it('pairs each with the nearest alone', () => {
    const gone = ['Reads technical drawings', 'Reads technical drawings of pumps']
    const fresh = ['Reads technical drawings of a pump', 'Reads the technical drawings']
    expect(pairsOf(gone, fresh)).toEqual(['0=1', '1=0'])
  })

  it('gives nobody a second choice', () => {
    const gone = ['Reads technical drawings', 'Reads technical drawing sets']
    expect(pairsOf(gone, ['Reads technical drawings.'])).toEqual(['0=0'])
  })

  it('goes by code, then by place, where several say the same', () => {
    const text = 'Wears gloves'
    const fresh = (codes: (string | null)[], places: string[]) =>
      codes.map((code, at) => ({ text: `${text}.`, code, place: places[at] ?? '' }))
    const gone = [
      { text, code: '1', place: 'a' },
      { text, code: '2', place: 'b' },
    ]
    expect(pairsOf(gone, fresh(['2', '1'], ['a', 'b']))).toEqual(['0=1', '1=0'])
    expect(pairsOf(gone, fresh([null, null], ['b', 'a']))).toEqual(['0=1', '1=0'])
    expect(pairsOf(gone, fresh([null, null], ['c', 'd']))).toEqual(['0=0', '1=1'])
    expect(pairsOf(gone, fresh([null], ['c']))).toEqual(['0=0'])
  })

  it('goes by code and place where two are as near', () => {
    const gone = [
      { text: 'Operates lathe A10', place: 'x' },
      { text: 'Operates lathe A20', place: 'y' },
    ]
    const fresh = [{ text: 'Operates lathe A90', place: 'y' }]
    expect(pairsOf(gone, fresh)).toEqual(['1=0'])
    expect(pairsOf(gone, [{ text: 'Operates lathe A90', place: 'x' }])).toEqual(['0=0'])
    const coded = gone.map((row, at) => ({ ...row, code: String(at) }))
    expect(pairsOf(coded, [{ text: 'Operates lathe A90', code: '1', place: 'x' }])).toEqual(['1=0'])
  })

  it('lets less do under one code', () => {
    const [before, after] = ['Reads drawings', 'Understands drawings']
    expect(pairsOf([before], [after])).toEqual([])
    expect(pairsOf([{ text: before, code: '1' }], [{ text: after, code: '1' }])).toEqual(['0=0'])
  })

  it('takes thousands of texts that all have most in common, and finds them all', () => {
    const count = 13_485
    const said = (at: number, ending: string) =>
      `Carries out the work of station ${at * 7919} as the job needs it${ending}`
    const texts = (ending: string) => Array.from({ length: count }, (_, at) => said(at, ending))
    const began = performance.now()
    const pairs = pairsOf(texts(''), texts(' today'))
    expect(pairs.filter((pair) => pair.split('=')[0] === pair.split('=')[1]).length).toBe(count)
    expect(performance.now() - began).toBeLessThan(20_000)
  }, 60_000)

  it('compares the texts after so many as wholes alone', () => {
    const others = Array.from({ length: 30_000 }, (_, at) => `No. ${at}`)
    const gone = [...others, 'Reads drawings', 'Measures parts']
    expect(pairsOf(gone, ['Read drawings', 'Measures parts.'])).toEqual(['30001=1'])
    expect(pairsOf(gone.slice(1), ['Read drawings'])).toEqual(['29999=0'])
  })

  it('is not held up by one text that repeats itself', () => {
    const began = performance.now()
    pairsOf(['a'.repeat(100_000)], [`${'a'.repeat(99_999)}b`])
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})
