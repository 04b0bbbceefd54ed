'use client'

import type { inferRouterOutputs } from '@trpc/server'
import { type ReactNode, useEffect, useRef } from 'react'
import { Notice } from '@/app/_components/ui/notice'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'
import { fill } from '@/app/_i18n/fill'
import type { AppRouter } from '@/server/routers/index'
import { AddressNotes } from './address-notes'
import type { AddressWords } from './address-words'
import { RefusedLines } from './refused-lines'

type Preview = inferRouterOutputs<AppRouter>['cycles']['previewAddresses']

/** What adding would do, line by line: each employer and how it was found, and each bad line named. */
export function AddressPreview({
  preview,
  remark,
  words,
  children,
}: {
  preview: Preview
  /** What is to be said of how the file was decoded. */
  remark: string | null
  words: AddressWords
  children: ReactNode
}) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const { rows, refused, unused, employers, newEmployers: fresh } = preview
  const good = fill(words.good, { count: rows.length, employers, fresh })
  return (
    <div ref={box} tabIndex={-1} className="grid gap-4">
      {remark ? <Notice kind="warn">{remark}</Notice> : null}
      {unused.length > 0 ? (
        <Notice>{fill(words.unused, { columns: unused.join('; ') })}</Notice>
      ) : null}
      {refused > 0 ? (
        <>
          <Notice kind="warn" announce title={fill(words.bad, { count: refused })}>
            {refused > preview.problems.length
              ? fill(words.badShown, { count: preview.problems.length })
              : null}
          </Notice>
          <div>
            <RefusedLines csv={preview.refusedCsv} words={words} />
          </div>
          <Table
            caption={words.problem}
            columns={[
              { label: words.line, numeric: true },
              { label: words.address },
              { label: words.problem },
            ]}
            stack
          >
            {preview.problems.map((problem) => (
              <tr key={`${problem.line} ${problem.text}`}>
                <td className="num" data-label={words.line}>
                  {problem.line}
                </td>
                <td className="break-all">{problem.text}</td>
                <td>
                  {problem.reason === 'duplicate'
                    ? fill(words.duplicate, { firstLine: problem.firstLine ?? '' })
                    : words[problem.reason]}
                </td>
              </tr>
            ))}
          </Table>
        </>
      ) : null}
      {preview.rows.length > 0 ? (
        <>
          <Notice announce title={good} />
          <AddressNotes preview={preview} words={words} />
          <Table
            caption={words.title}
            columns={[
              { label: words.line, numeric: true },
              { label: words.address },
              { label: words.employer },
              { label: words.how },
            ]}
            stack
          >
            {preview.rows.map((row) => (
              <tr key={row.email}>
                <td className="num" data-label={words.line}>
                  {row.line}
                </td>
                <td className="break-all">
                  {row.email}
                  {row.name ? (
                    <span className="sub">
                      <Said>{row.name}</Said>
                    </span>
                  ) : null}
                </td>
                <td>
                  <Said>{row.employer}</Said>
                </td>
                <td>{words[row.how]}</td>
              </tr>
            ))}
          </Table>
        </>
      ) : null}
      <div className="flex flex-wrap gap-3">{children}</div>
    </div>
  )
}
