/**
 * The numbers of an address: four for IPv4, eight for IPv6. An IPv4 address written as IPv6 is the IPv4 address.
 * @param {string} address as a proxy reports it, with or without brackets, port or zone
 * @returns {number[] | null} null for what is no address
 */
export function partsOf(address) {
  const text = address
    .trim()
    .replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
    .replace(/(\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '')
  if (!text.includes(':')) return octetsOf(text)
  const groups = groupsOf(text.replace(/[\d.]*\.[\d.]*$/, asGroups))
  if (!groups) return null
  const isFour = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  return isFour ? groups.slice(6).flatMap((group) => [group >> 8, group & 0xff]) : groups
}

/**
 * The address that stands for everybody who is counted together with this one: an IPv4 address itself, and the first
 * address of the /64 of an IPv6 address, which one machine has to itself.
 * @param {string} address as a proxy reports it
 * @returns {string | null} null for what is no address
 */
export function countedAs(address) {
  const parts = partsOf(address)
  if (!parts) return null
  if (parts.length === 4) return parts.join('.')
  const network = parts.slice(0, 4).map((group) => group.toString(16))
  return `${network.join(':')}::`
}

function octetsOf(text) {
  const octets = /^\d{1,3}(\.\d{1,3}){3}$/.test(text) ? text.split('.').map(Number) : []
  return octets.length === 4 && octets.every((octet) => octet < 256) ? octets : null
}

/** The last four numbers of an IPv6 address that are written as an IPv4 address. */
function asGroups(text) {
  const octets = octetsOf(text)
  if (!octets) return text
  const [a, b, c, d] = octets
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
}

/** The eight groups of an IPv6 address in hexadecimal, with `::` filled up. */
function groupsOf(text) {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null
  const all = [...head, ...Array(missing).fill('0'), ...tail]
  return all.every((group) => /^[\da-f]{1,4}$/i.test(group))
    ? all.map((group) => Number.parseInt(group, 16))
    : null
}
