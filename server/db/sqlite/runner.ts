import type { OnNews, Runner } from '../runner.ts'
import type { KeyRing } from '../secrets.ts'
import { startThread } from './thread.ts'

interface Options {
  readonly file: string
  readonly keys: KeyRing
  readonly onNews: OnNews
  readonly onError: (error: Error) => void
}

/**
 * SQLite in threads of its own: one owns the file and writes, one only reads, so that a page of a large conversation never
 * waits behind writes. A read that is asked for after a write was acknowledged sees it.
 */
export async function openSqlite({ file, keys, onNews, onError }: Options): Promise<Runner> {
  // The writer first: it makes the file, and its tables.
  const writer = await startThread({ file, keys, role: 'writer' }, { onNews, onError })
  const reader = await startThread({ file, keys, role: 'reader' }, { onNews, onError }).catch(async (error) => {
    await writer.close()
    throw error
  })
  const { modes } = writer
  return {
    modes,
    run: (name, args) => (modes.get(name) === 'write' ? writer : reader).run(name, args),
    async ready() {
      await Promise.all([writer, reader].map((thread) => thread.run('users.claimed', {})))
    },
    async close() {
      await reader.close()
      await writer.close()
    },
  }
}
