/** A bar of how much is done; `label` says it in words ("4 of 12"). */
export function Progress({ value, max, label }: { value: number; max: number; label: string }) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuetext={label}
    >
      <span style={{ width: `${share * 100}%` }} />
    </div>
  )
}
