import { expect, test } from 'vitest'
import { markDifferences } from './text-differences'

const told = (passages: { text: string; marked: boolean }[]) =>
  passages.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('')

test.each([
  ['Measures parts', 'Measures parts.', 'Measures parts', 'Measures parts[.]'],
  ['Reads drawings', 'Reads all drawings', 'Reads drawings', 'Reads [all ]drawings'],
  ['Mesures parts', 'Measures parts', '[Mesures] parts', '[Measures] parts'],
  ['识别工业控制', '识别控制系统', '识别[工业]控制', '识别控制[系统]'],
  ['Same', 'Same', 'Same', 'Same'],
  ['', 'New', '', '[New]'],
])('what differs between %s and %s is marked in both', (before, after, first, second) => {
  const marked = markDifferences(before, after)
  expect(told(marked.before)).toBe(first)
  expect(told(marked.after)).toBe(second)
})
