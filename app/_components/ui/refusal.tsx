import { fieldId } from './field'
import { Notice } from './notice'

type Props = { problem: { message: string; field?: string | null } }

/** What refused a form, leading to the field it is about. */
export function Refusal({ problem: { message, field } }: Props) {
  return (
    <Notice kind="error">
      {field ? (
        <a href={`#${fieldId(field)}`} className="link">
          {message}
        </a>
      ) : (
        message
      )}
    </Notice>
  )
}
