import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import carried from '@/messages/en/error.json'
import { ErrorReport } from './error-report'
import { SpokenErrors } from './error-words'

test('an error is told in the words of the page around it, and else in those that are carried', () => {
  expect(renderToStaticMarkup(<ErrorReport retry={() => undefined} />)).toContain(carried.title)
  const words = { ...carried, title: 'Ouch' }
  const told = (
    <SpokenErrors words={words}>
      <ErrorReport retry={() => undefined} />
    </SpokenErrors>
  )
  expect(renderToStaticMarkup(told)).toContain('<h1>Ouch</h1>')
})
