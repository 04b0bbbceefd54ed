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
  importanceQuestion: ReactNode
  fitQuestion: ReactNode
  fitNotAsked: string
  choices: ScaleChoices
  importance: string | null
  fit: string | null
  /** Answered when the page was opened: it then takes one line until it is opened again. */
  folded: boolean
}

/** One competency with both of its questions. */
export function CompetencyCard(props: Props) {
  const { position, place, choices, folded } = props
  const { name, rest } = saidOnce({ label: props.name, statement: props.statement })
  const body = (
    <>
      <Blocks of={rest} className="card-text" />
      <Choices
        name={`i${position}`}
        legend={props.importanceQuestion}
        choices={choices.importance}
        chosen={props.importance}
        look="importance"
      />
      <Choices
        name={`f${position}`}
        legend={props.fitQuestion}
        choices={choices.fit}
        chosen={props.fit}
        look="fit"
        className="asks-fit"
      />
      <p className="fit-not-asked">{props.fitNotAsked}</p>
    </>
  )
  const label = (list: ScaleChoices['fit'], value: string | null) =>
    list.find((choice) => choice.value === value)?.label ?? '–'
  if (folded) {
    return (
      <details className="card" id={`c${position}`} data-card={position}>
        <summary>
          <span>
            <span className="card-place">{place}</span>{' '}
            <b>
              <Said>{name}</Said>
            </b>
          </span>
          <span className="card-answers">
            {label(choices.importance, props.importance)}
            <span className="asks-fit"> · {label(choices.fit, props.fit)}</span>
          </span>
        </summary>
        {body}
      </details>
    )
  }
  return (
    <section
      className="card"
      id={`c${position}`}
      data-card={position}
      tabIndex={-1}
      aria-labelledby={`c${position}-name`}
    >
      <p className="card-place">{place}</p>
      <h2 id={`c${position}-name`}>
        <Said>{name}</Said>
      </h2>
      {body}
    </section>
  )
}
