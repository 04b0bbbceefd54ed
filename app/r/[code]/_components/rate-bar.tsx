import { Said } from '@/app/_components/ui/said'

type Props = {
  credential: string
  line: string
  progress: string
  share: number
  saved: string
  save: string
  formId: string
  saveUrl: string
}

/** What stays in sight: which credential, how far, and that the last tap is kept. */
export function RateBar(props: Props) {
  return (
    <header className="rate-bar">
      <div className="rate-bar-row">
        <b>
          <Said>{props.credential}</Said>
        </b>
        <span id="progress-text" className="rate-bar-count">
          {props.progress}
        </span>
        <span className="rate-bar-line">{props.line}</span>
        <span id="save-state" role="status" data-state="saved">
          {props.saved}
        </span>
        {/* The form's first button: what Enter presses where scripts do not run, or not yet. */}
        <button
          type="submit"
          form={props.formId}
          formAction={props.saveUrl}
          className="btn rate-save"
        >
          {props.save}
        </button>
      </div>
      <div className="progress" aria-hidden="true">
        <span id="progress-bar" style={{ width: `${Math.round(props.share * 100)}%` }} />
      </div>
    </header>
  )
}
