/** The names of the stream itself; what is said inside it is not known here. */
export const wire = {
  client: 'jabber:client',
  stream: 'http://etherx.jabber.org/streams',
  streamErrors: 'urn:ietf:params:xml:ns:xmpp-streams',
  stanzaErrors: 'urn:ietf:params:xml:ns:xmpp-stanzas',
  tls: 'urn:ietf:params:xml:ns:xmpp-tls',
  sasl: 'urn:ietf:params:xml:ns:xmpp-sasl',
  bind: 'urn:ietf:params:xml:ns:xmpp-bind',
  /** RFC 7395 */
  framing: 'urn:ietf:params:xml:ns:xmpp-framing',
  /** XEP-0198 */
  management: 'urn:xmpp:sm:3',
  /** XEP-0352 */
  inactivity: 'urn:xmpp:csi:0',
  /** XEP-0199 */
  ping: 'urn:xmpp:ping',
} as const
