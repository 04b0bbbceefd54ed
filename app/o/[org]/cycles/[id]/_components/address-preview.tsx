import type { inferRouterOutputs } from '@trpc/server'
import type { ReactNode } from 'react'
import { Notice } from '@/app/_components/ui/notice'
import { Table } from '@/app/_components/ui/table'
import type { AppRouter } from '@/server/routers/index'
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
  const good = words.good
    .replace('{count}', String(preview.rows.length))
    .replace('{employers}', String(preview.employers))
    .replace('{fresh}', String(preview.newEmployers))
  return (
    <div className="grid gap-4">
      {preview.problems.length > 0 ? (
        <>
          <Notice
            kind="warn"
            announce
            title={words.bad.replace('{count}', String(preview.problems.length))}
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
                  {words[problem.reason].replace('{firstLine}', String(problem.firstLine ?? ''))}
                </td>
              </tr>
            ))}
          </Table>
        </>
      ) : null}
      {preview.rows.length > 0 ? (
        <>
          <Notice announce title={good} />
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
                  {row.name ? <span className="sub">{row.name}</span> : null}
                </td>
                <td>{row.employer}</td>
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
