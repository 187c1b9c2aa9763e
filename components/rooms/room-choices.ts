import type { RoomListing } from '../../contract/entities.ts'

/** Somewhere to go: a room of the directory, or what was typed, which need not be in it. */
export interface RoomChoice extends RoomListing {
  readonly listed: boolean
}

/** The directory's rooms, an exact name or address first, and last what was typed if no room is called that. */
export function roomChoices(typed: string, rooms: readonly RoomListing[]): RoomChoice[] {
  const isExact = ({ address, name }: RoomListing) => [address, name].some((one) => one.toLowerCase() === typed.toLowerCase())
  const choices = rooms.map((room): RoomChoice => ({ ...room, listed: true }))
  const exact = choices.filter(isExact)
  const others = choices.filter((room) => !isExact(room))
  const typedOne: RoomChoice = { address: typed, name: typed, topic: '', people: 0, listed: false }
  return [...exact, ...others, ...(typed && exact.length === 0 ? [typedOne] : [])]
}
