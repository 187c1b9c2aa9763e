import type { FeedName } from '../../../contract/ids.ts'
import { carried } from '../failures.ts'
import { operationNamed } from '../operations.ts'
import { type Ground, perform } from '../perform.ts'
import type { Connection } from './connection.ts'
import type { Request, Response } from './protocol.ts'

export interface Group {
  readonly connection: Connection
  readonly ground: Ground
  readonly requests: readonly Request[]
}
export interface Outcome {
  readonly responses: readonly Response[]
  readonly news: readonly FeedName[]
}

/**
 * Operations that wait share one commit: the disk is waited for once. A savepoint each keeps them apart, so one that is refused
 * takes nothing with it. Where the commit itself fails (the disk is full), each is tried alone, so that small ones may still fit.
 */
export async function writeTogether({ connection, ground, requests }: Group): Promise<Outcome> {
  try {
    connection.exec('begin immediate')
    const outcome = await eachInSavepoint({ connection, ground, requests })
    connection.exec('commit')
    return outcome
  } catch (error) {
    if (connection.inTransaction) connection.exec('rollback')
    const [only, ...others] = requests
    if (!only) return { responses: [], news: [] }
    if (others.length === 0) return { responses: [{ id: only.id, ok: false, error: carried(error) }], news: [] }
    return oneByOne({ connection, ground, requests })
  }
}

async function oneByOne(group: Group): Promise<Outcome> {
  const responses: Response[] = []
  const news = new Set<FeedName>()
  for (const request of group.requests) {
    const outcome = await writeTogether({ ...group, requests: [request] })
    responses.push(...outcome.responses)
    for (const feed of outcome.news) news.add(feed)
  }
  return { responses, news: [...news] }
}

async function eachInSavepoint({ connection, ground, requests }: Group): Promise<Outcome> {
  const responses: Response[] = []
  const news = new Set<FeedName>()
  for (const { id, name, args } of requests) {
    connection.exec('savepoint operation')
    try {
      const performed = await perform(connection.db, ground, { operation: operationNamed(name), args })
      connection.exec('release operation')
      responses.push({ id, ok: true, result: performed.result })
      for (const feed of performed.news) news.add(feed)
    } catch (error) {
      // Some failures (no room, no memory) end the whole transaction: then nothing of the group is stored.
      if (!connection.inTransaction) throw error
      connection.exec('rollback to operation')
      connection.exec('release operation')
      responses.push({ id, ok: false, error: carried(error) })
    }
  }
  return { responses, news: [...news] }
}

/** Each read sees one state of the database from its first statement to its last. */
export async function readAlone({ connection, ground, requests }: Group): Promise<Outcome> {
  const responses: Response[] = []
  for (const { id, name, args } of requests) {
    try {
      connection.exec('begin')
      const { result } = await perform(connection.db, ground, { operation: operationNamed(name), args })
      responses.push({ id, ok: true, result })
    } catch (error) {
      responses.push({ id, ok: false, error: carried(error) })
    } finally {
      if (connection.inTransaction) connection.exec('rollback')
    }
  }
  return { responses, news: [] }
}
