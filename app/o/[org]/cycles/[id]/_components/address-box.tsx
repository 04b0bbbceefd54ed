'use client'

import type { inferRouterOutputs } from '@trpc/server'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '@/app/_components/ui/button'
import { TextAreaField } from '@/app/_components/ui/field'
import { Notice } from '@/app/_components/ui/notice'
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
  const [busy, setBusy] = useState<'check' | 'add' | null>(null)
  const [said, setSaid] = useState<{ kind: 'good' | 'error'; text: string } | null>(null)

  async function attempt(what: 'check' | 'add', work: () => Promise<void>) {
    setBusy(what)
    setSaid(null)
    try {
      await work()
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      setSaid({ kind: 'error', text: words.failed.replace('{message}', message) })
    }
    setBusy(null)
  }

  function check(event: FormEvent) {
    event.preventDefault()
    void attempt('check', async () => {
      setPreview(await client.cycles.previewAddresses.mutate({ org, cycleId, text }))
    })
  }

  function add() {
    void attempt('add', async () => {
      const { added } = await client.cycles.addAddresses.mutate({ org, cycleId, text })
      setPreview(null)
      setText('')
      setSaid({ kind: 'good', text: words.added.replace('{count}', String(added)) })
      router.refresh()
    })
  }

  return (
    <section className="grid gap-4">
      <h2>{words.title}</h2>
      {said ? (
        <Notice kind={said.kind} announce>
          {said.text}
        </Notice>
      ) : null}
      {preview ? (
        <AddressPreview preview={preview} words={words}>
          {preview.rows.length > 0 ? (
            <Button type="button" variant="primary" onClick={add} disabled={busy !== null}>
              {busy === 'add'
                ? words.adding
                : words.add.replace('{count}', String(preview.rows.length))}
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
            <Button disabled={busy !== null}>
              {busy === 'check' ? words.checking : words.check}
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}
