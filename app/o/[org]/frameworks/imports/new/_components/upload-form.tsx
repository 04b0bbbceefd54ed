'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '@/app/_components/ui/button'
import { Notice } from '@/app/_components/ui/notice'

type Words = Record<
  'file' | 'fileHint' | 'upload' | 'uploading' | 'failed' | 'chooseFile' | 'tooLarge',
  string
>

type Props = { org: string; mostBytes: number; words: Words }

/** Sends a file and goes to its preview; a file that cannot be read is refused beside the control. */
export function UploadForm({ org, mostBytes, words }: Props) {
  const router = useRouter()
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<string | null>(null)

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const body = new FormData(event.currentTarget)
    const file = body.get('file')
    if (!(file instanceof File) || file.name === '') return setError(words.chooseFile)
    if (file.size > mostBytes) return setError(words.tooLarge)
    setPending(true)
    setError(null)
    const answer = await post(org, body)
    if (answer?.id) return router.push(`/o/${org}/frameworks/imports/${answer.id}`)
    setError(answer?.message ?? words.failed)
    setPending(false)
  }

  return (
    <form onSubmit={send} className="grid max-w-160 gap-4">
      <div>
        <label htmlFor="import-file" className="mb-1 block font-semibold">
          {words.file}
        </label>
        <p id="import-file-hint" className="mb-1 text-sm text-muted">
          {words.fileHint}
        </p>
        <input
          id="import-file"
          type="file"
          name="file"
          accept=".json,.jsonld,.csv,.tsv,.txt,application/json,application/ld+json,text/csv"
          aria-describedby={error ? 'import-file-error' : 'import-file-hint'}
          aria-invalid={error ? true : undefined}
          className="control"
        />
      </div>
      {error ? (
        <div id="import-file-error">
          <Notice kind="error">{error}</Notice>
        </div>
      ) : null}
      <div>
        <Button variant="primary" disabled={pending}>
          {pending ? words.uploading : words.upload}
        </Button>
      </div>
    </form>
  )
}

type Answer = { id?: string; message?: string | null }

/** The import the file became or the sentence that refuses it; null when there was no such answer. */
async function post(org: string, body: FormData): Promise<Answer | null> {
  try {
    const response = await fetch(`/o/${org}/frameworks/imports/upload`, { method: 'POST', body })
    return await response.json()
  } catch {
    return null
  }
}
