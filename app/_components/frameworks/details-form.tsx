'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '@/app/_components/ui/button'
import { TextAreaField, TextField } from '@/app/_components/ui/field'
import { Refusal } from '@/app/_components/ui/refusal'
import { useAction } from '@/app/_components/ui/use-action'
import { client } from '@/app/_trpc/browser-client'
import type { FrameworkDetails } from '@/server/domain/catalogue/framework-view'

export type DetailsWords = Record<
  'name' | 'description' | 'publisher' | 'publisherHint' | 'submit' | 'saving' | 'failed',
  string
>

type Props = {
  org: string
  /** The framework to change; null writes a new one. */
  slug: string | null
  words: DetailsWords
  values: FrameworkDetails
}

/** The name of a framework and the words around it. */
export function DetailsForm({ org, slug, words, values }: Props) {
  const router = useRouter()
  const [details, setDetails] = useState(values)
  const { pending, error, run } = useAction(words)
  const set = (name: keyof typeof values) => (event: { target: { value: string } }) =>
    setDetails({ ...details, [name]: event.target.value })

  function submit(event: FormEvent) {
    event.preventDefault()
    void run(async () => {
      if (slug) await client.frameworks.edit.mutate({ org, slug, details })
      const at = slug ?? (await client.frameworks.create.mutate({ org, details })).slug
      router.push(`/o/${org}/frameworks/${at}`)
      router.refresh()
    })
  }

  return (
    <form onSubmit={submit} className="grid max-w-160 gap-5">
      <TextField
        name="name"
        label={words.name}
        required
        maxLength={200}
        value={details.name}
        onChange={set('name')}
      />
      <TextAreaField
        name="description"
        label={words.description}
        maxLength={4000}
        value={details.description}
        onChange={set('description')}
      />
      <TextField
        name="publisher"
        label={words.publisher}
        hint={words.publisherHint}
        maxLength={200}
        value={details.publisher}
        onChange={set('publisher')}
      />
      {error ? <Refusal problem={error} /> : null}
      <div>
        <Button variant="primary" disabled={pending}>
          {pending ? words.saving : words.submit}
        </Button>
      </div>
    </form>
  )
}
