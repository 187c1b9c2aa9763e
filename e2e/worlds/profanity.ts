import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The console client profanity, driven as a person does: by keys and by looking at the screen. */
export interface Profanity {
  /** Types without Enter: the other end sees somebody typing. */
  press(keys: string): Promise<void>
  /** Types a line, or what is left of it, and Enter. */
  type(line: string): Promise<void>
  /** What is on the screen now. */
  screen(): Promise<string>
  /** Resolves with the screen once it shows this. */
  shows(text: string | RegExp): Promise<string>
  stop(): Promise<void>
}

/** Resolves once it is signed in. Has a tmux server, a home and settings of its own. */
export async function startProfanity(options: { jid: string; password: string; port: number }): Promise<Profanity> {
  const home = await mkdtemp(join(tmpdir(), 'parley-profanity-'))
  const socket = `parley-${randomUUID().slice(0, 8)}`
  const tmux = async (...args: readonly string[]) => (await run('tmux', ['-L', socket, ...args])).stdout
  const own = { HOME: home, XDG_CONFIG_HOME: join(home, 'config'), XDG_DATA_HOME: join(home, 'data'), LANG: 'C.UTF-8', TERM: 'xterm' }
  const settings = Object.entries(own).flatMap(([name, value]) => ['-e', `${name}=${value}`])
  await tmux('-f', '/dev/null', 'new-session', '-d', '-x', '160', '-y', '50', ...settings, 'profanity')
  const screen = () => tmux('capture-pane', '-p')
  const shows = async (text: string | RegExp) => {
    // A terminal has no event for "drawn": it has to be looked at again.
    for (;;) {
      const now = await screen()
      if (typeof text === 'string' ? now.includes(text) : text.test(now)) return now
      await pause(100)
    }
  }
  const press = async (keys: string) => void (await tmux('send-keys', '-l', keys))
  const type = async (line: string) => {
    if (line) await press(line)
    await tmux('send-keys', 'Enter')
  }
  await shows('Type /help')
  await type(`/connect ${options.jid} server 127.0.0.1 port ${options.port} tls trust`)
  await shows('Enter password')
  await type(options.password)
  await shows('logged in successfully')
  return {
    press,
    type,
    screen,
    shows,
    async stop() {
      await tmux('kill-server').catch(() => '')
      await rm(home, { recursive: true, force: true })
    },
  }
}
