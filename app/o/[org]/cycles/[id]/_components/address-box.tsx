'use client'

import type { inferRouterOutputs } from '@trpc/server'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '@/app/_components/ui/button'
import { TextAreaField } from '@/app/_components/ui/field'
import { Outcome } from '@/app/_components/ui/outcome'
import { useAction } from '@/app/_components/ui/use-action'
import { fill } from '@/app/_i18n/fill'
import { client } from '@/app/_trpc/browser-client'
import type { AppRouter } from '@/server/routers/index'
import { AddressPreview } from './address-preview'
import type { AddressWords } from './address-words'

type Preview = inferRouterOutputs<AppRouter>['cycles']['previewAddresses']
type Props = { org: string; cycleId: string; words: AddressWords }

/** Addresses pasted or from a file: looked at line by line first, then added. */
export function AddressBox({ org, cycleId, words }: Props) {
  const router = useRouter()
  const [text, setText] = useState('')
  const [preview, setPreview] = useState<Preview | null>(null)
  const [added, setAdded] = useState<number | null>(null)
  const { pending, error, run } = useAction(words)

  function check(event: FormEvent) {
    event.preventDefault()
    setAdded(null)
    void run(async () => {
      setPreview(await client.cycles.previewAddresses.mutate({ org, cycleId, text }))
    })
  }

  function add() {
    void run(async () => {
      const taken = await client.cycles.addAddresses.mutate({ org, cycleId, text })
      setPreview(null)
      setText('')
      setAdded(taken.added)
      router.refresh()
    })
  }

  return (
    <section className="grid gap-4">
      <h2>{words.title}</h2>
      <Outcome problem={error} done={added === null ? null : fill(words.added, { count: added })} />
      {preview ? (
        <AddressPreview preview={preview} words={words}>
          {preview.rows.length > 0 ? (
            <Button type="button" variant="primary" onClick={add} disabled={pending}>
              {pending ? words.adding : fill(words.add, { count: preview.rows.length })}
            </Button>
          ) : null}
          <Button type="button" onClick={() => setPreview(null)}>
            {words.back}
          </Button>
        </AddressPreview>
      ) : (
        <form onSubmit={check} className="grid max-w-3xl gap-3">
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
          <label className="grid gap-1">
            <span className="font-semibold">{words.file}</span>
            <input
              type="file"
              accept=".csv,.txt,text/csv,text/plain"
              className="min-h-11 max-w-full file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-strong file:bg-paper file:px-4 file:font-medium file:text-ink"
              onChange={(event) => {
                const file = event.target.files?.[0]
                if (file) void file.text().then(setText)
              }}
            />
          </label>
          <div>
            <Button disabled={pending}>{pending ? words.checking : words.check}</Button>
          </div>
        </form>
      )}
    </section>
  )
}
