interface Size {
  readonly width: number
  readonly height: number
}
interface Box extends Size {
  readonly x: number
  readonly y: number
}

const margin = 8

const clamp = (value: number, size: number, room: number) => Math.max(margin, Math.min(value, room - size - margin))

/**
 * Where a popup goes, in CSS px: below its anchor, above it when there is no room below, and never outside the window.
 * `end`: its right edge is the anchor's (left edge in right-to-left text).
 */
export function place(anchor: Box, popup: Size, window: Size & { end: boolean }): { left: number; top: number } {
  const below = anchor.y + anchor.height + 4
  const above = anchor.y - popup.height - 4
  const top = below + popup.height + margin > window.height && above >= margin ? above : below
  const left = window.end ? anchor.x + anchor.width - popup.width : anchor.x
  return { left: clamp(left, popup.width, window.width), top: clamp(top, popup.height, window.height) }
}
