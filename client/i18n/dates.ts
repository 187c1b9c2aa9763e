/** Times as people read them. All take ms since 1970 and use the browser's time zone. */
export interface Dates {
  /** `10:32`. */
  time(at: number): string
  /** `Today`, `Yesterday`, `Monday`, `3 March`, `3 March 2024`. */
  day(at: number, now: number): string
  /** The shortest that is still clear: time today, weekday within a week, then the date. */
  short(at: number, now: number): string
  /** Everything, for a tooltip. */
  full(at: number): string
  number(value: number): string
}

const dayMs = 86_400_000

/** Calendar days between the two, by the local calendar; daylight saving does not shift them. */
export function daysBetween(at: number, now: number): number {
  const from = new Date(at)
  const to = new Date(now)
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())
  return Math.round((midnight(to) - midnight(from)) / dayMs)
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1)

/** `locale`: a BCP 47 tag, with its region where it is known. */
export function createDates(locale: string): Dates {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)
  const time = format({ timeStyle: 'short' })
  const weekday = format({ weekday: 'long' })
  const weekdayShort = format({ weekday: 'short' })
  const dayMonth = format({ day: 'numeric', month: 'long' })
  const dayMonthShort = format({ day: 'numeric', month: 'short' })
  const withYear = format({ day: 'numeric', month: 'long', year: 'numeric' })
  const numeric = format({ day: '2-digit', month: '2-digit', year: '2-digit' })
  const full = format({ dateStyle: 'full', timeStyle: 'medium' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const number = new Intl.NumberFormat(locale)
  const sameYear = (at: number, now: number) => new Date(at).getFullYear() === new Date(now).getFullYear()
  return {
    time: (at) => time.format(at),
    day(at, now) {
      const days = daysBetween(at, now)
      if (days === 0 || days === 1) return capital(relative.format(-days, 'day'))
      if (days > 1 && days < 7) return weekday.format(at)
      return (sameYear(at, now) ? dayMonth : withYear).format(at)
    },
    short(at, now) {
      const days = daysBetween(at, now)
      if (days === 0) return time.format(at)
      if (days > 0 && days < 7) return weekdayShort.format(at)
      return (sameYear(at, now) ? dayMonthShort : numeric).format(at)
    },
    full: (at) => full.format(at),
    number: (value) => number.format(value),
  }
}
