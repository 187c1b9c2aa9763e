'use client'
import { limits } from '../../contract/limits.ts'
import { Switch } from '../ui/switch.tsx'
import { useText } from '../ui/text.tsx'
import { TextField } from '../ui/text-field.tsx'

/** What is written over the door of a room, and who may come in. */
export interface RoomText {
  readonly title: string
  readonly topic: string
  readonly public: boolean
}

interface Props {
  value: RoomText
  /** What is wrong with the name. */
  error: string | undefined
  onChange(value: RoomText): void
}

export function RoomFields({ value, error, onChange }: Props) {
  const t = useText()
  return (
    <>
      <TextField
        label={t('rooms.name')}
        error={error}
        autoComplete="off"
        maxLength={limits.nameLength}
        value={value.title}
        onChange={(event) => onChange({ ...value, title: event.target.value })}
      />
      <TextField
        label={t('details.topic')}
        placeholder={t('common.optional')}
        autoComplete="off"
        maxLength={limits.topicLength}
        value={value.topic}
        onChange={(event) => onChange({ ...value, topic: event.target.value })}
      />
      <Switch
        label={t('rooms.public')}
        hint={t(value.public ? 'details.public' : 'details.private')}
        on={value.public}
        onChange={(open) => onChange({ ...value, public: open })}
      />
    </>
  )
}
