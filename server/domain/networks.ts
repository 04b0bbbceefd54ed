import { partsOf } from './ip-address.mjs'

/**
 * The network an address belongs to, without what tells its machines apart: an IPv4 address is cut to 24 bits and an
 * IPv6 address to 56, what a provider gives one connection. An IPv4 address written as IPv6 is the IPv4 address.
 * @param address as a proxy reports it, with or without a port
 * @returns the network in CIDR notation, null for what is no address
 */
export function networkPart(address: string): string | null {
  const parts = partsOf(address)
  if (!parts) return null
  if (parts.length === 4) return `${parts.slice(0, 3).join('.')}.0/24`
  const kept = parts.slice(0, 4).map((group, at) => (at === 3 ? group & 0xff00 : group))
  return `${kept.map((group) => group.toString(16)).join(':')}::/56`
}
