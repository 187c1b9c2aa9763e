import { parentPort, workerData } from 'node:worker_threads'
import { carried } from '../failures.ts'
import { checkKeys, migrate } from '../migrate.ts'
import { modes } from '../operations.ts'
import { createSecrets } from '../secrets.ts'
import { connect } from './connection.ts'
import { type Group, readAlone, writeTogether } from './groups.ts'
import type { FromWorker, Request, ToWorker, WorkerStart } from './protocol.ts'

/** The thread that owns the database file, or the one that only reads it. */
async function work(): Promise<void> {
  const port = parentPort
  if (!port) throw new Error('This file is the entry of a worker thread')
  const { file, role, keys } = workerData as WorkerStart
  const say = (message: FromWorker) => port.postMessage(message)
  const ground = { postgres: false, secrets: createSecrets(keys), statements: new Map() }
  const connection = connect(file, { readonly: role === 'reader' })
  if (role === 'writer') {
    await migrate(connection.db, false)
    await checkKeys(connection.db, ground.secrets)
  }

  const waiting: Request[] = []
  let busy = false
  let closing = false
  const handle = role === 'writer' ? writeTogether : readAlone
  const drain = async () => {
    if (busy) return
    busy = true
    while (waiting.length > 0) {
      const group: Group = { connection, ground, requests: waiting.splice(0, groupSize) }
      say(await handle(group))
      // Let those in that have come meanwhile, so that they share the next commit.
      await new Promise((resolve) => setImmediate(resolve))
    }
    busy = false
    if (closing) finish()
  }
  const finish = () => {
    connection.close()
    port.close()
  }
  port.on('message', (message: ToWorker) => {
    if ('close' in message) closing = true
    else waiting.push(...message.requests)
    if (waiting.length > 0) drain()
    else if (closing && !busy) finish()
  })
  say({ ready: modes })
}

/** Most operations that share a commit. */
const groupSize = 100

work().catch((error) => {
  const unusable: FromWorker = { unusable: carried(error) }
  parentPort?.postMessage(unusable)
  parentPort?.close()
})
