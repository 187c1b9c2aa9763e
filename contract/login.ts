import { z } from 'zod'

/** One input of a login form. The browser draws it; which network it belongs to does not matter. */
export const LoginField = z.object({
  id: z.string(),
  label: z.string(),
  /** What a `switch` answers is `true` or `false`. */
  kind: z.enum(['text', 'password', 'host', 'port', 'choice', 'switch']),
  hint: z.string().optional(),
  value: z.string().optional(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  optional: z.boolean().optional(),
  /** Folded away under "More" until the person asks for it. */
  advanced: z.boolean().optional(),
})
export type LoginField = z.infer<typeof LoginField>

export const LoginFlow = z.object({ id: z.string(), name: z.string(), hint: z.string() })
export type LoginFlow = z.infer<typeof LoginFlow>

/** What the browser shows next while an account is linked. `error` says why the last answers did not do, in a sentence. */
export const LoginStep = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('form'), title: z.string(), error: z.string().optional(), fields: z.array(LoginField) }),
  /** An address to open in another tab; the next answers, which are empty, say that this was done. */
  z.object({ ask: z.literal('visit'), title: z.string(), url: z.url() }),
  /** Something to take over into another device; asked again, with empty answers, every `waitMs` ms. */
  z.object({ ask: z.literal('scan'), title: z.string(), data: z.string(), waitMs: z.int() }),
  z.object({ ask: z.literal('done'), account: z.uuid() }),
])
export type LoginStep = z.infer<typeof LoginStep>
