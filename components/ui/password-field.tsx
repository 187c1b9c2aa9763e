'use client'
import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, type KeyboardEvent, useId, useState } from 'react'
import { classNames } from './class-names.ts'
import { controlLook, describedBy, Field } from './field.tsx'
import { IconButton } from './icon-button.tsx'
import { useText } from './text.tsx'

interface Props extends Omit<ComponentProps<'input'>, 'id' | 'type' | 'onKeyDown' | 'onKeyUp' | 'onBlur'> {
  label: string
  hint?: string | undefined
  error?: string | undefined
}

/** A password that can be shown, with a word about Caps Lock while it is on. */
export function PasswordField({ label, hint, error, className, ...rest }: Props) {
  const t = useText()
  const id = useId()
  const [shown, setShown] = useState(false)
  const [capital, setCapital] = useState(false)
  const watchCapsLock = (event: KeyboardEvent) => setCapital(event.getModifierState('CapsLock'))
  const said = capital ? t('common.capsLock') : hint
  return (
    <Field id={id} label={label} hint={said} error={error}>
      <div className="relative">
        <input
          autoCapitalize="none"
          spellCheck={false}
          {...rest}
          id={id}
          type={shown ? 'text' : 'password'}
          onKeyDown={watchCapsLock}
          onKeyUp={watchCapsLock}
          onBlur={() => setCapital(false)}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, said, error)}
          className={classNames(controlLook, 'pe-10', className)}
        />
        <IconButton
          icon={shown ? EyeOff : Eye}
          label={t(shown ? 'common.hidePassword' : 'common.showPassword')}
          size="small"
          onClick={() => setShown(!shown)}
          className="absolute end-1 top-1"
        />
      </div>
    </Field>
  )
}
