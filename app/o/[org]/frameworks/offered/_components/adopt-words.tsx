'use client'

import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { Button } from '@/app/_components/ui/button'
import { SelectField, TextAreaField, TextField } from '@/app/_components/ui/field'
import { Refusal } from '@/app/_components/ui/refusal'
import { type Failed, useAction } from '@/app/_components/ui/use-action'
import { client } from '@/app/_trpc/browser-client'

type Props = {
  org: string
  id: string
  text: string
  frameworks: { value: string; label: string }[]
  words: Failed & {
    adopt: string
    label: string
    statement: string
    statementHint: string
    framework: string
    save: string
  }
}

/** One offered line: reword it, pick where it belongs. */
export function AdoptWords({ org, id, text, frameworks, words }: Props) {
  const router = useRouter()
  const { pending, error, run } = useAction(words)

  function adopt(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const said = (name: string) => String(data.get(name) ?? '')
    void run(async () => {
      await client.requirements.adopt.mutate({
        org,
        id,
        framework: said('framework'),
        label: said('label'),
        statement: said('statement'),
      })
      router.refresh()
    })
  }

  return (
    <details>
      <summary className="link flex min-h-11 cursor-pointer items-center">
        {words.adopt}
        <span className="sr-only">: {text}</span>
      </summary>
      <form onSubmit={adopt} className="grid gap-4 py-2">
        {error ? <Refusal problem={error} at={`${error.field}-${id}`} /> : null}
        <TextField id={`label-${id}`} name="label" label={words.label} maxLength={160} required />
        <TextAreaField
          id={`statement-${id}`}
          name="statement"
          label={words.statement}
          hint={words.statementHint}
          rows={3}
          maxLength={2000}
          required
        />
        <SelectField
          id={`framework-${id}`}
          name="framework"
          label={words.framework}
          options={frameworks}
        />
        <div>
          <Button variant="primary" disabled={pending}>
            {words.save}
          </Button>
        </div>
      </form>
    </details>
  )
}
