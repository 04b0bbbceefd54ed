import type { inferRouterOutputs } from '@trpc/server'
import type { ReactNode } from 'react'
import { Notice } from '@/app/_components/ui/notice'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'
import { fill } from '@/app/_i18n/fill'
import type { AppRouter } from '@/server/routers/index'
import { AddressNotes } from './address-notes'
import type { AddressWords } from './address-words'

type Preview = inferRouterOutputs<AppRouter>['cycles']['previewAddresses']

/** What adding would do, line by line: each employer and how it was found, and each bad line named. */
export function AddressPreview({
  preview,
  words,
  children,
}: {
  preview: Preview
  words: AddressWords
  children: ReactNode
}) {
  const { rows, employers, newEmployers: fresh } = preview
  const good = fill(words.good, { count: rows.length, employers, fresh })
  return (
    <div className="grid gap-4">
      {preview.problems.length > 0 ? (
        <>
          <Notice
            kind="warn"
            announce
            title={fill(words.bad, { count: preview.problems.length })}
          />
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
