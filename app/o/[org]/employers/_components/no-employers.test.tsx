import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import employers from '../../../../../messages/en/employers.json'
import { NoEmployers } from './no-employers'

function shown(list: 'waiting' | 'confirmed', search: string): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ employers }}>
      <NoEmployers org="harbor" list={list} search={search} />
    </NextIntlClientProvider>,
  )
}

test.each([
  ['waiting', 'Everybody here is confirmed', 'No employer that fits “keel” waits'],
  ['confirmed', 'No employer is confirmed yet', 'No confirmed employer fits “keel”'],
] as const)(
  'an empty list of %s employers tells nobody there from nobody found',
  (list, nobody, notFound) => {
    expect(shown(list, '')).toContain(nobody)
    expect(shown(list, '')).toContain('/o/harbor/cycles/new')
    expect(shown(list, 'keel')).toContain(notFound)
    expect(shown(list, 'keel')).not.toContain(nobody)
    expect(shown(list, 'keel')).toContain('href="/o/harbor/employers"')
  },
)
