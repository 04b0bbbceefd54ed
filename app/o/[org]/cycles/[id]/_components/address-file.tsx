'use client'

import { type ChangeEvent, useState } from 'react'
import { Button } from '@/app/_components/ui/button'
import { Notice } from '@/app/_components/ui/notice'
import type { EncodingRemark } from '@/server/domain/encoding-remarks'
import type { AddressWords } from './address-words'

/** A file whose text stands in the box, and what stood there before. */
export type ReadFile = {
  remark: EncodingRemark | null
  before: string
}

type Props = {
  org: string
  typed: string
  read: ReadFile | null
  setRead: (read: ReadFile | null) => void
  setText: (text: string) => void
  words: AddressWords
}

/** Puts a file's text into the box, decoded by the server; what was typed there can be put back. */
export function AddressFile({ org, typed, read, setRead, setText, words }: Props) {
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)

  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const chosen = event.target.files?.[0]
    if (!chosen) return
    setRefusal(null)
    setPending(true)
    const answer = chosen.size > mostBytes ? { message: words.tooLarge } : await post(org, chosen)
    setPending(false)
    if (answer?.text === undefined) return setRefusal(answer?.message ?? words.failed)
    setText(answer.text)
    setRead({ remark: answer.remark ?? null, before: typed.trim() === '' ? '' : typed })
  }

  return (
    <>
      <label className="grid gap-1">
        <span className="font-semibold">{words.file}</span>
        <input
          type="file"
          accept=".csv,.tsv,.txt,.vcf,text/csv,text/plain,text/vcard"
          className="min-h-11 max-w-full file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-strong file:bg-paper file:px-4 file:font-medium file:text-ink"
          disabled={pending}
          onClick={(event) => {
            // The same file may be chosen again once it has been mended.
            event.currentTarget.value = ''
          }}
          onChange={(event) => void choose(event)}
        />
      </label>
      {refusal ? <Notice kind="error">{refusal}</Notice> : null}
      {read?.remark ? (
        <Notice kind="warn" announce>
          {words[read.remark]}
        </Notice>
      ) : null}
      {read?.before ? (
        <Notice announce>
          <p>{words.replaced}</p>
          <Button
            type="button"
            onClick={() => {
              setText(read.before)
              setRead(null)
            }}
          >
            {words.putBack}
          </Button>
        </Notice>
      ) : null}
    </>
  )
}

/** More than the box holds in any encoding. */
const mostBytes = 2_000_000

type Answer = { text?: string; remark?: ReadFile['remark']; message?: string | null }

/** The text of the file, or the sentence that refuses it; null when there was no such answer. */
async function post(org: string, file: File): Promise<Answer | null> {
  const body = new FormData()
  body.set('file', file)
  try {
    const response = await fetch(`/o/${org}/cycles/upload`, { method: 'POST', body })
    return await response.json()
  } catch {
    return null
  }
}
