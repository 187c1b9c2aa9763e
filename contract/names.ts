import { z } from 'zod'

/**
 * Characters that hide, or turn the direction of what stands behind them: in a name they let somebody pass for somebody else.
 * The joiners U+200C and U+200D stay, emoji and some scripts are written with them.
 */
const hidden = /[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0]/g
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u

/** A name as people give it to themselves, others, rooms and groups: one line in which something can be seen. */
export const nameOfAtMost = (length: number) =>
  z
    .string()
    .overwrite((text) => text.replace(hidden, '').replace(/[\p{Cc}\u2028\u2029]+/gu, ' '))
    .trim()
    .min(1)
    .max(length)
    .refine((text) => visible.test(text), 'empty')
