/** All messages of one language: screen → key → ICU MessageFormat string. */
export type Catalogue = Readonly<Record<string, Readonly<Record<string, string>>>>

/** `screen.key` of every message. */
export type KeyOf<All extends Catalogue> = { [Screen in keyof All & string]: `${Screen}.${keyof All[Screen] & string}` }[keyof All & string]

/** The same screens and keys with any text: what a translation has to be. */
export type TranslationOf<All extends Catalogue> = { readonly [Screen in keyof All]: { readonly [Key in keyof All[Screen]]: string } }

type MessageOf<All extends Catalogue, Key> = Key extends `${infer Screen}.${infer Name}` ? All[Screen][Name] : never

type Whitespace = ' ' | '#' | '\n'
/** `{name}` or `{count, plural, …}`; the text of a plural's branch has a space or `#` in it and is not mistaken for one. */
type NameIn<Inside extends string> = Inside extends `${infer Name},${string}`
  ? Name
  : Inside extends `${string}${Whitespace}${string}`
    ? never
    : Inside
type NamesIn<Text extends string> = Text extends `${string}{${infer Inside}}${infer Rest}` ? NameIn<Inside> | NamesIn<Rest> : never

/** What has to be passed with a message: nothing, or a value for each placeholder of the source text. */
export type ValuesOf<All extends Catalogue, Key> = [NamesIn<MessageOf<All, Key>>] extends [never]
  ? []
  : [values: Record<NamesIn<MessageOf<All, Key>>, string | number>]
