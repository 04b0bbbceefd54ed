import { describe, expect, it } from 'vitest'
import { holdsSearch, saysEnough, searchFor, unspaced, wordsIn } from './unspaced'

describe('unspaced', () => {
  it.each([
    ['识别 工业・控制', '识别工业控制'],
    ['ＣＮＣ 机床，操作。然后', 'cnc机床操作。然后'],
    ['ﾈｯﾄ ﾜｰｸ', 'ネットワーク'],
    ['ตรวจ\u200Bสอบ งาน', 'ตรวจสอบงาน'],
    ['용접 검사', '용접검사'],
    ['Use 3 tools，then stop', 'use 3 tools,then stop'],
    ['Weld 5" pipe', null],
    ['Señal', null],
    ['', null],
  ])('%j is compared as %j', (text, form) => {
    expect(unspaced(text)).toBe(form)
  })

  it('changes nothing when it is done again', () => {
    const once = unspaced('识别 ＣＮＣ・控制 ５ 轴') ?? ''
    expect(unspaced(once)).toBe(once)
  })
})

describe('holdsSearch', () => {
  it.each([
    ['Weld pipes', 'weld', true],
    ['Weld pipes', 'pipes weld', true],
    ['Weld pipes', 'eld', true],
    ['Weld pipes', 'welding', false],
    ['Ｗｅｌｄ', 'weld', true],
    ['识别工业控制', '工业 识别', true],
    ['识别工业控制', '业识', false],
    ['使用 CNC 机床', 'cnc机床', true],
    ['使用 XCNC 机床', 'cnc机床', false],
    ['50 轴', '5轴', false],
    ['Weld pipes', '焊接', false],
  ])('%j, sought for %j: %s', (text, query, held) => {
    expect(holdsSearch(text, searchFor(query))).toBe(held)
  })
})

describe('saysEnough', () => {
  it.each([
    ['w', false],
    [' w ', false],
    ['we', true],
    ['焊', true],
    ['', false],
  ])('%j: %s', (query, enough) => {
    expect(saysEnough(query)).toBe(enough)
  })
})

describe('wordsIn', () => {
  it.each([
    ['工业控制', ['工业', '业控', '控制']],
    ['𠮷野家', ['𠮷野', '野家']],
    ['工', ['工']],
    ['Weld 5" pipes', ['Weld', '5', 'pipes']],
    ['用CNC机床', ['用', 'CNC', '机床']],
    ['', []],
  ])('of %s', (text, words) => {
    const found = wordsIn(text)
    expect(found.map(({ word }) => word)).toEqual(words)
    for (const { word, at } of found) expect(text.startsWith(word, at)).toBe(true)
  })
})
