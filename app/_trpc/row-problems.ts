import 'server-only'
import { type FormProblem, problemQuery, readProblem } from './form-problem'

type RowProblem = { id: string; message: string; field: string | null }

/** What stands against single rows of a form, for the address of its page: each sentence once, sealed as others are. */
export function rowProblemQuery(problems: readonly RowProblem[]): [string, string][] {
  const sentences = [...new Set(problems.map(({ message }) => message))]
  return [
    ...sentences.flatMap((message, at): [string, string][] => {
      const { problem = '', seal = '' } = problemQuery({ message, field: null })
      return [
        [`no.${at}`, problem],
        [`seal.${at}`, seal],
      ]
    }),
    ...problems.map(({ id, message, field }): [string, string] => [
      `row.${id}`,
      `${sentences.indexOf(message)}.${field ?? ''}`,
    ]),
  ]
}

/** The sentences of an address of ours by the rows they are about. */
export function readRowProblems(
  query: Record<string, string | string[] | undefined>,
): ReadonlyMap<string, FormProblem> {
  return new Map(
    Object.entries(query).flatMap(([name, value]): [string, FormProblem][] => {
      if (!name.startsWith('row.') || typeof value !== 'string') return []
      const [at = '', field = ''] = value.split('.')
      const said = readProblem({ problem: query[`no.${at}`], seal: query[`seal.${at}`] })
      return said ? [[name.slice('row.'.length), { ...said, field: field || null }]] : []
    }),
  )
}
