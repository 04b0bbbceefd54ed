'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '@/app/_components/ui/button'
import { TextField } from '@/app/_components/ui/field'
import { useAction } from '@/app/_components/ui/use-action'
import { client } from '@/app/_trpc/browser-client'

type Props = {
  org: string
  id: string
  line: number
  words: Record<'label' | 'submit' | 'pending' | 'failed', string>
}

/** Where a table's headings are, when titles stand above them or there are none. */
export function HeadingLineForm({ org, id, line, words }: Props) {
  const router = useRouter()
  const [said, setSaid] = useState(String(line))
  const { pending, error, run } = useAction(words)

  function submit(event: FormEvent) {
    event.preventDefault()
    void run(async () => {
      await client.imports.chooseHeadings.mutate({
        org,
        headings: { id, headingLine: Number(said) },
      })
      router.refresh()
    })
  }

  return (
    <form onSubmit={submit} className="mb-6 flex flex-wrap items-end gap-3">
      <TextField
        name="headingLine"
        label={words.label}
        error={error?.message}
        type="number"
        min={0}
        max={1000}
        required
        className="max-w-32"
        value={said}
        onChange={(event) => setSaid(event.target.value)}
      />
      <Button disabled={pending || said === String(line)}>
        {pending ? words.pending : words.submit}
      </Button>
    </form>
  )
}
