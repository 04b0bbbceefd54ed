/**
 * The network an address belongs to, without what tells its machines apart: an IPv4 address is cut to 24 bits and an
 * IPv6 address to 56, what a provider gives one connection. An IPv4 address written as IPv6 is the IPv4 address.
 * @param address as a proxy reports it, with or without a port
 * @returns the network in CIDR notation, null for what is no address
 */
export function networkPart(address: string): string | null {
  const text = address.trim().replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
  const four = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?::\d+)?$/i.exec(text)
  if (four) {
    const parts = four.slice(1, 5).map(Number)
    return parts.every((part) => part < 256) ? `${parts.slice(0, 3).join('.')}.0/24` : null
  }
  const groups = groupsOf(text.replace(/%.*$/, ''))
  if (groups === null) return null
  const kept = groups.slice(0, 4).map((group, at) => (at === 3 ? group & 0xff00 : group))
  return `${kept.map((group) => group.toString(16)).join(':')}::/56`
}

/** The eight groups of an IPv6 address in hexadecimal, with `::` filled up. */
function groupsOf(text: string): number[] | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null
  const all = [...head, ...new Array<string>(missing).fill('0'), ...tail]
  return all.every((group) => /^[\da-f]{1,4}$/i.test(group))
    ? all.map((group) => Number.parseInt(group, 16))
    : null
}
