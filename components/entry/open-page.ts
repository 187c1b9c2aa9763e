import type { SignedIn } from '../../contract/http.ts'
import { addressOf } from '../shell/navigation.tsx'

type Where = SignedIn['conversation']

/** To the page behind the door: to the conversation that a link led to, if there is one. Back does not lead to the form again. */
export function openPage(conversation: Where): void {
  location.replace(`/${conversation ? addressOf(conversation as Parameters<typeof addressOf>[0]) : ''}`)
}
