import { fieldId } from './field'
import { Notice } from './notice'

type Props = {
  problem: { message: string; field?: string | null }
  /** The id of the field it is about, where that is not the field's usual one. */
  at?: string
}

/** What refused a form that stands once on its page, leading to the field it is about. */
export function Refusal({ problem: { message, field }, at }: Props) {
  return (
    <Notice kind="error">
      {field ? (
        <a href={`#${at ?? fieldId(field)}`} className="link">
          {message}
        </a>
      ) : (
        message
      )}
    </Notice>
  )
}
