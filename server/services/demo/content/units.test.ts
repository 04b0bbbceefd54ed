import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('a sample of the United States measures in its units', () => {
  const folder = 'server/services/demo/content'
  const found = readdirSync(folder)
    .filter((name) => !name.endsWith('.test.ts'))
    .filter((name) =>
      /(?:milli|centi|kilo)met|\b(?:kilogram|kg|mm|cm|km|liters?|celsius)\b|°C/i.test(
        readFileSync(`${folder}/${name}`, 'utf8'),
      ),
    )
  expect(found).toEqual([])
})
