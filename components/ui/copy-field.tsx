'use client'
import { Check, Copy } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from './button.tsx'
import { controlLook, Field } from './field.tsx'
import { useText } from './text.tsx'

/** A line to take along. Where the browser does not let us copy, it is selected, so that the keys do. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const t = useText()
  const id = useId()
  const [copied, setCopied] = useState<string | null>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
      setCopied(value)
    } catch {
      document.getElementById(id)?.focus()
    }
  }
  const done = copied === value
  const Icon = done ? Check : Copy
  return (
    <Field id={id} label={label}>
      <div className="flex gap-2">
        <input
          id={id}
          readOnly
          dir="ltr"
          value={value}
          onFocus={(event) => event.target.select()}
          className={`${controlLook} min-w-0 bg-surface`}
        />
        <Button onClick={() => void copy()} className="h-9">
          <Icon aria-hidden className="size-4" />
          <span aria-live="polite">{t(done ? 'common.copied' : 'common.copy')}</span>
        </Button>
      </div>
    </Field>
  )
}
