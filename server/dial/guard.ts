import ipaddr from 'ipaddr.js'

/** Where clouds answer for machine secrets outside of link-local: Azure, Alibaba, Amazon. */
const metadata = new Set(['168.63.129.16', '100.100.100.200', 'fd00:ec2::254'])
/** All there is of public IPv6 (RFC 4291 §2.4); the rest may embed an IPv4 address or lead inside. */
const publicIPv6: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3]
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
  if (metadata.has(ip.toString())) return false
  if (range !== 'unicast') return allowPrivate && privateRanges.has(range)
  return ip.kind() === 'ipv4' || (ip as ipaddr.IPv6).match(publicIPv6)
}
