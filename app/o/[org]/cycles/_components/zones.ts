const common = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
  'UTC',
]

/** The zones of the United States first, and whichever one the cycle has already. */
export function zones(current: string): { value: string; label: string }[] {
  const names = common.includes(current) ? common : [current, ...common]
  return names.map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))
}
