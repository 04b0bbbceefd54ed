'use client'

import type { inferRouterOutputs } from '@trpc/server'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { BringIntoView } from '@/app/_components/ui/bring-into-view'
import { Button } from '@/app/_components/ui/button'
import { TextAreaField } from '@/app/_components/ui/field'
import { Outcome } from '@/app/_components/ui/outcome'
import { useAction } from '@/app/_components/ui/use-action'
import { fill } from '@/app/_i18n/fill'
import { client } from '@/app/_trpc/browser-client'
import type { AppRouter } from '@/server/routers/index'
import { AddressColumns, type NamedColumns } from './address-columns'
import { AddressFile, type ReadFile } from './address-file'
import { AddressPreview } from './address-preview'
import type { AddressWords } from './address-words'
import { RefusedLines } from './refused-lines'

type Preview = inferRouterOutputs<AppRouter>['cycles']['previewAddresses']
type Props = { org: string; cycleId: string; words: AddressWords }
type Done = { count: number; refused: number; refusedCsv: string }

/** Addresses pasted or from a file: looked at line by line first, then added. */
export function AddressBox({ org, cycleId, words }: Props) {
  const router = useRouter()
  const [text, setText] = useState('')
  const [file, setFile] = useState<ReadFile | null>(null)
  const [columns, setColumns] = useState<NamedColumns | undefined>()
  const [preview, setPreview] = useState<Preview | null>(null)
  const [done, setDone] = useState<Done | null>(null)
  const { pending, error, run } = useAction(words)

  function check(named?: NamedColumns) {
    setDone(null)
    void run(async () => {
      const input = { org, cycleId, text, columns: named }
      setPreview(await client.cycles.previewAddresses.mutate(input))
      setColumns(named)
    })
  }

  function add({ refused, refusedCsv }: Preview) {
    void run(async () => {
      const taken = await client.cycles.addAddresses.mutate({ org, cycleId, text, columns })
      setPreview(null)
      setText('')
      setFile(null)
      setDone({ count: taken.added, refused, refusedCsv })
      router.refresh()
    })
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    check()
  }

  const remark = file?.remark ? words[file.remark] : null
  const back = (
    <Button type="button" onClick={() => setPreview(null)}>
      {words.back}
    </Button>
  )
  return (
    <section className="grid gap-4">
      <h2>{words.title}</h2>
      <BringIntoView state={error?.message ?? JSON.stringify(done)}>
        <Outcome problem={error} done={done && fill(words.added, { count: done.count })} />
      </BringIntoView>
      {done && done.refused > 0 ? (
        <div className="flex flex-wrap items-center gap-3">
          <p>{fill(words.bad, { count: done.refused })}</p>
          <RefusedLines csv={done.refusedCsv} words={words} />
        </div>
      ) : null}
      {preview?.ask ? (
        <AddressColumns ask={preview.ask} pending={pending} check={check} words={words}>
          {back}
        </AddressColumns>
      ) : preview ? (
        <AddressPreview preview={preview} remark={remark} words={words}>
          {preview.rows.length > 0 ? (
            <Button type="button" variant="primary" onClick={() => add(preview)} disabled={pending}>
              {pending ? words.adding : fill(words.add, { count: preview.rows.length })}
            </Button>
          ) : null}
          {back}
        </AddressPreview>
      ) : (
        <form onSubmit={submit} className="grid max-w-3xl gap-3">
          <TextAreaField
            name="text"
            rows={6}
            label={words.label}
            hint={words.hint}
            value={text}
            onChange={(event) => setText(event.target.value)}
            maxLength={400_000}
            spellCheck={false}
            required
          />
          <AddressFile
            org={org}
            typed={text}
            read={file}
            setRead={setFile}
            setText={setText}
            words={words}
          />
          <div>
            <Button disabled={pending}>{pending ? words.checking : words.check}</Button>
          </div>
        </form>
      )}
    </section>
  )
}
