import type { Client } from '../../client/client.ts'
import { createClient } from '../../client/create-client.ts'
import type { Output } from '../../contract/commands.ts'
import type { Answer } from '../../contract/errors.ts'
import { limits } from '../../contract/limits.ts'

/** Carries out a link for whoever is signed in in this browser, over a connection made for this one question. Never rejects. */
export async function acceptInvite(code: string): Promise<Answer<Output<'invite.accept'>>> {
  // The sentence for "no connection" is the page's, as for every other way in.
  const client = createClient({ say: () => '' })
  try {
    await connected(client)
    return await client.command('invite.accept', { code })
  } finally {
    client.destroy()
  }
}

/** Settles when there is a connection, or no hope for one. */
function connected({ state }: Client): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, limits.answerMs)
    const stop = state.subscribe(() => state.get().phase !== 'loading' && finish())
    function finish() {
      clearTimeout(timer)
      stop()
      resolve()
    }
  })
}
