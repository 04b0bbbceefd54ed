import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { EmployerListPreview } from '@/server/domain/people/employer-lists'
import employers from '../../../messages/en/employers.json'
import { EmployerListProblems } from './employer-list-problems'

const mended = 500

/** A list of which so many lines cannot be confirmed, of which the page shows 500 at most. */
function shown(problems: number, fresh = 0): string {
  const line = (at: number) => ({
    ...{ line: at + 2, name: `Works ${at}`, domain: null, nobodys: null, unreadable: null },
    ...{ county: '', industry: '' },
  })
  const preview: EmployerListPreview = {
    counts: { fresh, onRecord: 0, already: 0, noted: 0, problems },
    ...{ ready: [], already: [], unused: [], remarks: [] },
    problems: [],
    toMend: Array.from({ length: Math.min(problems, mended) }, (_, at) => line(at)),
  }
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ employers }}>
      <EmployerListProblems preview={preview} base="/lists" upload="/upload" id="one" />
    </NextIntlClientProvider>,
  )
}

test.each([
  ['of which every line is mended here', 500, 0, true],
  ['of which more lines are left than stand here', 501, 0, false],
  ['of which some can be confirmed', 1, 1, false],
])('mended lines take the place of a list %s: %i', (_what, problems, fresh, replaces) => {
  expect(shown(problems, fresh).includes('name="replaces"')).toBe(replaces)
})
