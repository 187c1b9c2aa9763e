import ipaddr from 'ipaddr.js'

/** Azure answers for machine secrets on this public-looking address. */
const metadata = new Set(['168.63.129.16'])
const privateRanges = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'])

/**
 * Whether this IP address may be dialled. Public unicast only; `allowPrivate` adds loopback and private networks, but never link-local
 * (where cloud metadata lives), multicast, unspecified, reserved or addresses that embed another one (NAT64, 6to4, Teredo).
 * An IPv4 address mapped into IPv6 is judged as the IPv4 address that it is.
 */
export function mayDial(address: string, allowPrivate: boolean): boolean {
  if (!ipaddr.isValid(address)) return false
  const ip = ipaddr.process(address)
  const range = ip.range()
  if (range !== 'unicast') return allowPrivate && privateRanges.has(range)
  return !metadata.has(ip.toString())
}
