import { expect, it } from 'vitest'
import { llmsTxt } from './llms-txt'

it('is a heading, a summary, notes and lists of links to the site’s own address', () => {
  const site = { appUrl: 'https://maps.example', dictionaries: ['map-dictionary.csv'] }
  const text = llmsTxt(site, (key) => key)
  expect(text).toMatch(/^# title\n\n> summary\n\n- notes\.groups\n/)
  expect(text.match(/^## .*$/gm)).toEqual(['## pages.title', '## data.title'])
  expect(text).toContain(
    '- [map-dictionary.csv](https://maps.example/dictionaries/map-dictionary.csv)',
  )
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link ?? '')
  expect(links.length).toBeGreaterThan(10)
  expect(links.every((link) => link.startsWith('https://maps.example/'))).toBe(true)
  expect(text.endsWith('\n') && !text.endsWith('\n\n')).toBe(true)
})
