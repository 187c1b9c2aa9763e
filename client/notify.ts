import type { Settings } from '../contract/entities.ts'
import type { ConversationId } from '../contract/ids.ts'
import type { Arrival } from './arrivals.ts'

/** How this page can draw attention. */
export interface Means {
  /** Shows it outside of the page; `clicked` when the person wants to see more. */
  notify(notice: { title: string; text: string; tag: string }, clicked: () => void): void
  sound(): void
}

interface Parts extends Means {
  readonly settings: () => Settings | undefined
  /** Somebody looks at this page, or another tab has the say. */
  readonly quiet: () => boolean
  readonly open: (conversation: ConversationId) => void
}

/** Draws attention to live messages of conversations that are not muted, while nobody looks. */
export function notifyOf(arrived: readonly Arrival[], { settings, quiet, open, notify, sound }: Parts): void {
  const wanted = settings()
  const loud = arrived.filter(({ conversation }) => !conversation.muted && !conversation.archived)
  if (!wanted || loud.length === 0 || quiet()) return
  if (wanted.sound) sound()
  if (!wanted.desktop) return
  for (const { conversation, message } of loud) {
    const text = conversation.kind === 'room' ? `${message.name}: ${message.text}` : message.text
    notify({ title: conversation.title, text, tag: conversation.id }, () => open(conversation.id))
  }
}

/** The title of the page with the count of unread messages in front, and without the one that was there. */
export function titled(title: string, unread: number): string {
  const bare = title.replace(/^\(\d+\) /, '')
  return unread > 0 ? `(${unread}) ${bare}` : bare
}

/** Asks the person whether notifications may be shown. Only to be called on a click: browsers hold other times against the page. */
export async function askForNotifications(): Promise<boolean> {
  if (typeof Notification === 'undefined') return false
  return (await Notification.requestPermission().catch(() => 'denied')) === 'granted'
}

/** Of the conversation's former notice only the tag is kept: a later one takes its place. */
export const notifyByBrowser: Means['notify'] = ({ title, text, tag }, clicked) => {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return
  try {
    const notice = new Notification(title, { body: text, tag })
    notice.onclick = () => {
      window.focus()
      notice.close()
      clicked()
    }
  } catch {
    // Android has the constructor but allows it to service workers only.
  }
}

/** Two short rising tones. Silent until the person has clicked into the page once: the browser sees to that. */
export function chime(): void {
  if (typeof AudioContext === 'undefined') return
  const audio = new AudioContext()
  const volume = new GainNode(audio, { gain: 0.08 })
  volume.gain.setTargetAtTime(0, audio.currentTime + 0.15, 0.06)
  const tone = new OscillatorNode(audio, { frequency: 660 })
  tone.frequency.setValueAtTime(880, audio.currentTime + 0.1)
  tone.connect(volume).connect(audio.destination)
  tone.onended = () => void audio.close()
  tone.start()
  tone.stop(audio.currentTime + 0.5)
}
