'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '@/app/_components/ui/button'
import { type Option, SelectField, TextField } from '@/app/_components/ui/field'
import { Notice } from '@/app/_components/ui/notice'
import { useAction } from '@/app/_components/ui/use-action'
import { type Blank, fill } from '@/app/_i18n/fill'
import { client } from '@/app/_trpc/browser-client'
import { unusedColumns } from '@/server/domain/catalogue/sheet-columns'
import type { SpreadsheetMapping } from '@/server/domain/catalogue/sheet-mapping'

export type ColumnsWords = Record<
  | 'target'
  | 'name'
  | 'publisher'
  | 'language'
  | 'languageHint'
  | 'columns'
  | 'columnsHint'
  | 'submit'
  | 'pending'
  | 'failed',
  string
> & {
  /** What is to be said where nothing tells which column holds the competency. */
  ask: string | null
  unused: Blank<'names'>
  translated: Blank<'names'>
}

type Translations = NonNullable<SpreadsheetMapping['translations']>

type Props = {
  org: string
  id: string
  headers: string[]
  /** Columns in further languages, as they were guessed. */
  translations: Translations
  /** Our columns in order, each with its name and where it was guessed to be. */
  columns: { key: string; label: string; at: number | null }[]
  options: Option[]
  targets: Option[]
  values: { framework: string; name: string; publisher: string; language: string }
  words: ColumnsWords
}

/** Says which column of a table holds what, and which framework it is. */
export function ColumnsForm(props: Props) {
  const { org, id, headers, translations, columns, options, targets, values, words } = props
  const router = useRouter()
  const [mapping, setMapping] = useState(
    Object.fromEntries(columns.map(({ key, at }) => [key, at === null ? '' : String(at)])),
  )
  const [head, setHead] = useState(values)
  const { pending, error, run } = useAction(words)
  const set = (name: keyof typeof values) => (event: { target: { value: string } }) =>
    setHead({ ...head, [name]: event.target.value })
  const chosen = mappingOf(mapping, translations)
  const translated = chosen.translations.map(({ at }) => headers[at] ?? '')
  const unused = unusedColumns(headers, chosen).map((place) => headers[place] ?? '')
  const at = (field: string) => (error?.field === field ? error.message : undefined)

  function submit(event: FormEvent) {
    event.preventDefault()
    void run(async () => {
      await client.imports.map.mutate({ org, columns: { ...head, id, mapping: chosen } })
      router.refresh()
    })
  }

  return (
    <form onSubmit={submit} className="grid gap-6">
      <div className="grid gap-5 md:grid-cols-2">
        <SelectField
          name="framework"
          label={words.target}
          options={targets}
          value={head.framework}
          onChange={set('framework')}
        />
        <TextField
          name="language"
          label={words.language}
          hint={words.languageHint}
          error={at('language')}
          maxLength={35}
          value={head.language}
          onChange={set('language')}
        />
        {head.framework === '' ? (
          <>
            <TextField
              name="name"
              label={words.name}
              error={at('name')}
              maxLength={200}
              required
              value={head.name}
              onChange={set('name')}
            />
            <TextField
              name="publisher"
              label={words.publisher}
              maxLength={200}
              value={head.publisher}
              onChange={set('publisher')}
            />
          </>
        ) : null}
      </div>
      <fieldset>
        <legend className="text-lg font-semibold">{words.columns}</legend>
        <p className="mb-3 text-muted">{words.ask ?? words.columnsHint}</p>
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
          {columns.map(({ key, label }) => (
            <SelectField
              key={key}
              name={key}
              label={label}
              error={at(key)}
              options={options}
              value={mapping[key] ?? ''}
              onChange={(event) => setMapping({ ...mapping, [key]: event.target.value })}
            />
          ))}
        </div>
        {translated.length > 0 ? (
          <p dir="auto" className="mt-4 break-words text-muted">
            {fill(words.translated, { names: translated.join(', ') })}
          </p>
        ) : null}
        {unused.length > 0 ? (
          <p dir="auto" className="mt-4 break-words text-muted">
            {fill(words.unused, { names: unused.join(', ') })}
          </p>
        ) : null}
      </fieldset>
      {error && !error.field ? <Notice kind="error">{error.message}</Notice> : null}
      <div>
        <Button variant="primary" disabled={pending}>
          {pending ? words.pending : words.submit}
        </Button>
      </div>
    </form>
  )
}

/** What was chosen in the fields; a tree's columns are numbered from the outermost in. */
function mappingOf(fields: Record<string, string>, guessed: Translations) {
  const chosen = Object.entries(fields).filter(([, value]) => value !== '')
  const single = chosen.filter(([key]) => !key.startsWith('groups.'))
  const groups = chosen
    .filter(([key]) => key.startsWith('groups.'))
    .map(([, value]) => Number(value))
  const places: { [column: string]: number } = Object.fromEntries(
    single.map(([key, value]) => [key, Number(value)]),
  )
  const taken = new Set([...Object.values(places), ...groups])
  const translations = guessed.filter(({ at }) => !taken.has(at))
  return { ...places, translations, ...(groups.length > 0 ? { groups } : {}) }
}
