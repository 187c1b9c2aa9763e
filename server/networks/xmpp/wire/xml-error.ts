/** What was received is not XML as XMPP allows it (RFC 6120 §11). The stream is over: nothing after it can be trusted. */
export class XmlError extends Error {
  override name = 'XmlError'
}
