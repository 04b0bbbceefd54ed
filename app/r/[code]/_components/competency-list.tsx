import { Said } from '@/app/_components/ui/said'

type Props = {
  title: string
  doneWord: string
  questions: { name: string; done: boolean }[]
}

/** Beside the cards on a wide screen: what is asked, and what has been answered. */
export function CompetencyList({ title, doneWord, questions }: Props) {
  return (
    <nav className="rate-list" aria-label={title}>
      <ol>
        {questions.map((question, at) => (
          <li key={question.name} data-entry={at} data-done={question.done}>
            <a href={`#c${at}`}>
              <Said>{question.name}</Said>
              <span className="sr-only rate-list-done"> {doneWord}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
