import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Certificates {
  readonly caPem: string
  /** Paths of the server's certificate and key. */
  readonly cert: string
  readonly key: string
}

/** A private authority and one EC server certificate for these DNS names, as files in the folder. */
export async function makeCertificates(folder: string, names: readonly string[]): Promise<Certificates> {
  const at = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => run('openssl', args)
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const san = names.map((name) => `DNS:${name}`).join(',')
  await openssl('req', '-x509', ...newKey, '-keyout', at('ca.key'), '-out', at('ca.crt'), '-days', '30', '-subj', '/CN=Test authority')
  const issue = ['-CA', at('ca.crt'), '-CAkey', at('ca.key'), '-days', '30', '-subj', `/CN=${names[0]}`]
  const server = ['-addext', `subjectAltName=${san}`, '-addext', 'basicConstraints=critical,CA:FALSE']
  await openssl('req', '-x509', ...newKey, '-keyout', at('server.key'), '-out', at('server.crt'), ...issue, ...server)
  return { caPem: await readFile(at('ca.crt'), 'utf8'), cert: at('server.crt'), key: at('server.key') }
}
