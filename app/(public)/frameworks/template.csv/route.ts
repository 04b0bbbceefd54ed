import type { NextRequest } from 'next/server'
import { dataResponse } from '@/app/(public)/_read/data-response'
import { type TemplateWords, templateCsv } from '@/server/formats/spreadsheet-template'
import { speak } from '@/server/words/speak'

/** An empty table of competencies to fill in. */
export function GET(request: NextRequest): Response {
  return dataResponse(request, {
    body: templateCsv(exampleRows()),
    type: 'text/csv; charset=utf-8',
    fileName: 'framework-template.csv',
  })
}

function exampleRows(): TemplateWords {
  const say = speak('imports')
  const row = (which: string) => ({
    label: say(`exampleRows.${which}.label`),
    statement: say(`exampleRows.${which}.statement`),
  })
  return {
    parent: row('parent'),
    skill: row('skill'),
    task: row('task'),
    keywords: say('exampleRows.keywords'),
  }
}
