'use client'

import { Button } from '@/app/_components/ui/button'
import type { AddressWords } from './address-words'

/** The lines that were refused as a file to mend, as the server wrote it. */
export function RefusedLines({ csv, words }: { csv: string; words: AddressWords }) {
  function save() {
    const address = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = address
    link.download = words.refusedFile
    link.click()
    URL.revokeObjectURL(address)
  }
  return (
    <Button type="button" onClick={save}>
      {words.saveRefused}
    </Button>
  )
}
