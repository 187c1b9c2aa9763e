import { execFile } from 'node:child_process'
import { mkdtemp, open, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { newId } from '../worlds/caller.ts'
import { startMirror } from '../worlds/mirror.ts'
import { expect, line, lines, type Town, test } from './town.ts'

const run = promisify(execFile)
const bytes = 12 * 1024 * 1024

test('S16 the disk is full: sends are refused in words, reading goes on, nothing is lost, and room makes it well again', async ({
  town,
}) => {
  const disk = await smallDisk(town)
  test.skip(disk === null, 'needs a disk of its own: this user may not mount one (tmpfs)')
  if (disk === null) return
  const prosody = await town.prosody(['alice', 'bob'])
  const parley = await town.parley({ services: [prosody.service], env: { PARLEY_DATA: join(disk, 'data') } })
  const bob = await town.peer(prosody, 'bob')
  const ann = await town.signUp(parley, 'ann')
  await town.signUp(parley, 'ben')
  const mirror = await startMirror(ann)
  const account = await town.link(ann, 'alice@xmpp.test')
  await mirror.until(({ links }) => links(account).at(-1) === 'online')
  const conversation = await town.direct(ann, 'ben')

  await fill(disk)
  const taken: string[] = []
  const send = (id: string) => ann.command('message.send', { id, conversation, text: line('of ann'.repeat(1000), 1) })
  let refused = newId()
  let answer = await send(refused)
  // What the database had set aside before may still be used up.
  for (; answer.ok; answer = await send(refused)) {
    taken.push(refused)
    refused = newId()
  }
  expect(answer.error?.code).toBe('full')
  expect(answer.error?.message).toMatch(/disk is full.*\.$/)
  expect((await ann.command('conversation.draft', { conversation, text: 'x'.repeat(60_000) })).error?.code).toBe('full')

  const ids = async () => (await ann.history(conversation)).map(({ id }) => id)
  expect(await ids()).toEqual(expect.arrayContaining(taken))
  expect(await ids()).not.toContain(refused)
  expect((await fetch(new URL('/healthz', parley.url))).status).toBe(200)
  const said = lines('while it was full', 20)
  for (const body of said) await bob.tell({ do: 'send', to: 'alice@xmpp.test', body })
  await bob.tell({ do: 'sync' })

  await rm(join(disk, 'filler'))
  expect(await send(refused)).toMatchObject({ ok: true })
  await mirror.until(({ all }) => [...taken, refused].every((id) => all('message').some((one) => one.id === id && one.state === 'sent')))
  expect((await ids()).sort()).toEqual([...taken, refused].sort())
  await mirror.until(({ all }) => all('message').some(({ text }) => text === said.at(-1)))
  const came = mirror.all('conversation').find((one) => one.account === account)
  expect((await ann.history(came.id)).map(({ text }) => text)).toEqual(said)
})

/** A file system in memory, which ends with the test; null where it cannot be had. */
async function smallDisk(town: Town): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-small-'))
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'parley-test', folder])
  } catch {
    await rmdir(folder)
    return null
  }
  town.atEnd(async () => {
    await run('umount', [folder])
    await rmdir(folder)
  })
  return folder
}

/** Writes until nothing more fits, not even a byte. */
async function fill(disk: string): Promise<void> {
  const file = await open(join(disk, 'filler'), 'w')
  try {
    for (let size = 65_536; size >= 1; ) {
      const { bytesWritten } = await file.write(Buffer.alloc(size)).catch(() => ({ bytesWritten: 0 }))
      if (bytesWritten < size) size = Math.floor(size / 2)
    }
  } finally {
    await file.close()
  }
}
