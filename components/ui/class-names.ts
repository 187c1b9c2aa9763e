/** Joins class names and leaves out what is false. */
export const classNames = (...names: (string | false | null | undefined)[]) => names.filter(Boolean).join(' ')
