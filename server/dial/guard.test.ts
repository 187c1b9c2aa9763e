import { describe, expect, it } from 'vitest'
import { mayDial } from './guard.ts'

describe('N15 the address guard', () => {
  it.each(['93.184.216.34', '2606:4700::1111', '::ffff:93.184.216.34'])('lets %s pass', (address) => {
    expect(mayDial(address, false)).toBe(true)
  })

  it.each(['127.0.0.1', '127.9.9.9', '10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1', '::1', 'fd00::1', '::ffff:10.0.0.1'])(
    'lets %s pass only where private addresses are allowed',
    (address) => {
      expect(mayDial(address, false)).toBe(false)
      expect(mayDial(address, true)).toBe(true)
    },
  )

  it.each([
    ['cloud metadata', '169.254.169.254'],
    ['cloud metadata mapped into IPv6', '::ffff:169.254.169.254'],
    ['Azure metadata', '168.63.129.16'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['this host', '0.0.0.0'],
    ['unspecified', '::'],
    ['multicast', '224.0.0.1'],
    ['IPv6 multicast', 'ff02::1'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['Oracle metadata', '192.0.0.192'],
    ['NAT64 of loopback', '64:ff9b::7f00:1'],
    ['6to4 of loopback', '2002:7f00:1::'],
    ['Teredo', '2001::1'],
    ['translated', '::ffff:0:127.0.0.1'],
    ['local NAT64 of metadata', '64:ff9b:1::a9fe:a9fe'],
    ['IPv4-compatible loopback', '::7f00:1'],
    ['outside of public IPv6', '4000::1'],
    ['Alibaba metadata', '100.100.100.200'],
    ['Amazon metadata over IPv6', 'fd00:ec2::254'],
    ['a name', 'localhost'],
    ['nothing', ''],
  ])('never lets %s pass', (_name, address) => {
    expect(mayDial(address, false)).toBe(false)
    expect(mayDial(address, true)).toBe(false)
  })
})
