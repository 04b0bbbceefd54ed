'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '@/app/_components/ui/button'
import { SelectField, TextAreaField, TextField } from '@/app/_components/ui/field'
import { Refusal } from '@/app/_components/ui/refusal'
import { useAction } from '@/app/_components/ui/use-action'
import { client } from '@/app/_trpc/browser-client'
import type { CredentialField, CredentialKind } from '@/server/domain/catalogue/credentials'
import { OccupationPicker, type OccupationWords, type PickedOccupation } from './occupation-picker'

export type CredentialWords = Record<'submit' | 'saving' | 'failed', string> & {
  fields: Record<CredentialField, { label: string; hint: string | null }>
  kinds: { value: CredentialKind; label: string }[]
  occupation: OccupationWords
}

export type CredentialValues = Record<CredentialField, string>

type Props = {
  org: string
  /** The credential to change; null makes a new draft. */
  slug: string | null
  words: CredentialWords
  values: CredentialValues
  occupations: PickedOccupation[]
}

/** What a provider says about a credential. */
export function CredentialForm({ org, slug, words, values, occupations }: Props) {
  const router = useRouter()
  const [text, setText] = useState(values)
  const [picked, setPicked] = useState(occupations)
  const { pending, error, run } = useAction(words)
  const at = (field: string) => (error?.field === `details.${field}` ? error.message : undefined)
  const field = (name: CredentialField, max: number) => ({
    name,
    ...words.fields[name],
    maxLength: max,
    value: text[name],
    error: at(name),
    onChange: (event: { target: { value: string } }) =>
      setText({ ...text, [name]: event.target.value }),
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    void run(async () => {
      const kind = words.kinds.find(({ value }) => value === text.kind)?.value ?? 'certificate'
      const details = { ...text, kind, occupationIds: picked.map(({ id }) => id) }
      if (slug) await client.credentials.edit.mutate({ org, slug, details })
      const made = slug ?? (await client.credentials.create.mutate({ org, details })).slug
      router.push(`/o/${org}/credentials/${made}`)
      router.refresh()
    })
  }

  return (
    <form onSubmit={submit} className="grid max-w-160 gap-5">
      <TextField {...field('name', 200)} required />
      <SelectField {...field('kind', 40)} options={words.kinds} />
      <TextAreaField {...field('description', 4000)} />
      <OccupationPicker picked={picked} onChange={setPicked} words={words.occupation} />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField {...field('lengthText', 120)} />
        <TextField {...field('costText', 120)} />
      </div>
      <TextField {...field('url', 500)} type="url" />
      {error ? <Refusal problem={error} /> : null}
      <div>
        <Button variant="primary" disabled={pending}>
          {pending ? words.saving : words.submit}
        </Button>
      </div>
    </form>
  )
}
