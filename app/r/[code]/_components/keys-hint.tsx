type Props = { title: string; on: string; texts: string[] }

/** What keys do on this page, and the switch that turns them off. Scripts show it: without them there are no keys. */
export function KeysHint({ title, on, texts }: Props) {
  return (
    <details id="keys" className="rate-keys rater-fold" hidden>
      <summary>{title}</summary>
      <div>
        {texts.map((text) => (
          <p key={text}>{text}</p>
        ))}
        <label className="option">
          <input type="checkbox" id="keys-on" defaultChecked />
          <span>{on}</span>
        </label>
      </div>
    </details>
  )
}
