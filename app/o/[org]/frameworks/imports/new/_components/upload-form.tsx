'use client'

import { type FormEvent, useState } from 'react'
import { Notice } from '@/app/_components/ui/notice'
import { SendButton } from '@/app/_components/ui/send-button'

type Words = Record<
  'file' | 'fileHint' | 'upload' | 'uploading' | 'chooseFile' | 'tooLarge',
  string
>

type Props = {
  action: string
  mostBytes: number
  /** The sentence that refused the file before. */
  refused: string | null
  words: Words
}

/** Sends a file, which leads to its preview; one that cannot be read is refused beside the control. */
export function UploadForm({ action, mostBytes, refused, words }: Props) {
  const [error, setError] = useState(refused)

  function check(event: FormEvent<HTMLFormElement>) {
    const file = new FormData(event.currentTarget).get('file')
    const isChosen = file instanceof File && file.name !== ''
    const problem = !isChosen ? words.chooseFile : file.size > mostBytes ? words.tooLarge : null
    setError(problem)
    if (problem) event.preventDefault()
  }

  return (
    <form
      method="post"
      action={action}
      encType="multipart/form-data"
      onSubmit={check}
      className="grid max-w-160 gap-4"
    >
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
          accept=".json,.jsonld,.ndjson,.jsonl,.csv,.tsv,.txt,.xlsx,.xlsm"
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
        <SendButton variant="primary" pending={words.uploading}>
          {words.upload}
        </SendButton>
      </div>
    </form>
  )
}
