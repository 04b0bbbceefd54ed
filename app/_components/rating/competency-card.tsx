import type { ReactNode } from 'react'
import { Said } from '@/app/_components/ui/said'
import { Blocks } from '@/app/_components/ui/statement'
import { saidOnce } from '@/server/domain/catalogue/competency-label'
import { Choices } from './choices'
import type { ScaleChoices } from './scale-choices'

type Props = {
  position: number
  /** "4 of 12". */
  place: string
  name: string
  statement: string
  questions: CardQuestions
  choices: ScaleChoices
  importance: string | null
  fit: string | null
  /** Answered when the page was opened: it then takes one line until it is opened again. */
  folded: boolean
}

/** What every card of a packet asks; the whole questions stand once, the short ones after them. */
export type CardQuestions = {
  importance: ReactNode
  fit: ReactNode
  /** Said where somebody has seen one or two people with the credential. */
  ofFew: string
  fitNotAsked: string
}

/** One competency with both of its questions. Its title folds it and opens it again, with and without scripts. */
export function CompetencyCard(props: Props) {
  const { position, place, choices, questions, folded } = props
  const { name, rest } = saidOnce({ label: props.name, statement: props.statement })
  const label = (list: ScaleChoices['fit'], value: string | null) =>
    list.find((choice) => choice.value === value)?.label ?? '–'
  const title = `c${position}-name`
  return (
    <details className="card" id={`c${position}`} data-card={position} open={!folded}>
      <summary>
        <span className="card-place">{place}</span>
        <h2 id={title}>
          <Said>{name}</Said>
        </h2>
        <span className="card-answers">
          {label(choices.importance, props.importance)}
          <span className="asks-fit"> · {label(choices.fit, props.fit)}</span>
        </span>
      </summary>
      <Blocks of={rest} className="card-text" />
      <Choices
        name={`i${position}`}
        legend={questions.importance}
        choices={choices.importance}
        chosen={props.importance}
        look="importance"
        about={title}
      />
      <p className="of-few">{questions.ofFew}</p>
      <Choices
        name={`f${position}`}
        legend={questions.fit}
        choices={choices.fit}
        chosen={props.fit}
        look="fit"
        className="asks-fit"
        about={title}
      />
      <p className="fit-not-asked">{questions.fitNotAsked}</p>
    </details>
  )
}
