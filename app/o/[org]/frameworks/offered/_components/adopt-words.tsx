'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '@/app/_components/ui/button'
import { SelectField, TextAreaField, TextField } from '@/app/_components/ui/field'
import { Notice } from '@/app/_components/ui/notice'
import { client } from '@/app/_trpc/browser-client'

type Props = {
  org: string
  id: string
  text: string
  frameworks: { value: string; label: string }[]
  words: {
    adopt: string
    label: string
    statement: string
    statementHint: string
    framework: string
    save: string
    failed: string
  }
}

/** One offered line: reword it, pick where it belongs. */
export function AdoptWords({ org, id, text, frameworks, words }: Props) {
  const router = useRouter()
  const [state, setState] = useState<{ busy: boolean; problem: string | null }>({
    busy: false,
    problem: null,
  })

  async function adopt(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const said = (name: string) => String(data.get(name) ?? '')
    setState({ busy: true, problem: null })
    try {
      await client.requirements.adopt.mutate({
        org,
        id,
        framework: said('framework'),
        label: said('label'),
        statement: said('statement'),
      })
      router.refresh()
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      setState({ busy: false, problem: words.failed.replace('{message}', message) })
    }
  }

  return (
    <details>
      <summary className="link flex min-h-11 cursor-pointer items-center">
        {words.adopt}
        <span className="sr-only">: {text}</span>
      </summary>
      <form onSubmit={(event) => void adopt(event)} className="grid gap-4 py-2">
        {state.problem ? <Notice kind="error">{state.problem}</Notice> : null}
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
          <Button variant="primary" disabled={state.busy}>
            {words.save}
          </Button>
        </div>
      </form>
    </details>
  )
}
