type Props = {
  title: string
  problems: { field: string; problem: string; shown: boolean }[]
}

/** All that Send has found missing, each a link to its question. Scripts fill it by showing what is hidden. */
export function MissingList({ title, problems }: Props) {
  return (
    <div id="missing" role="alert">
      <div className="notice notice-error" hidden={!problems.some(({ shown }) => shown)}>
        <p className="font-semibold">{title}</p>
        <ul>
          {problems.map(({ field, problem, shown }) => (
            <li key={field} data-missing={field} hidden={!shown}>
              <a className="link" href={`#q-${field}`}>
                {problem}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
