import type { Compilable, CompiledQuery } from 'kysely'
import type { Tx } from './operation.ts'

/** Statements of one database that have been compiled, by what they are and how many values they take. */
export type Statements = Map<object, Map<string, CompiledQuery>>

/**
 * A statement that is asked so often that putting it together costs more than running it: it is compiled once for each shape of
 * its arguments and then only given new values. `build` must not look at the values, only pass them on. Long lists, which have
 * too many shapes to keep, are compiled each time.
 */
export function statement<Args extends object, Row>(
  build: (tx: Tx, args: Args) => Compilable<Row>,
): (tx: Tx, args: Args) => Promise<Row[]> {
  return async (tx, args) => {
    const shape = shapeOf(args)
    const query = shape === null ? build(tx, args).compile() : filled(compiled(tx, build, { args, shape }), args)
    const { rows } = await tx.db.executeQuery(query)
    return rows
  }
}

const longestKept = 8

function shapeOf(args: object): string | null {
  let shape = ''
  for (const value of Object.values(args)) {
    if (!Array.isArray(value)) shape += value === undefined ? '-' : '.'
    else if (value.length > longestKept) return null
    else shape += value.length
  }
  return shape
}

interface Sample<Args> {
  readonly args: Args
  readonly shape: string
}

function compiled<Args, Row>(tx: Tx, build: (tx: Tx, args: Args) => Compilable<Row>, { args, shape }: Sample<Args>): CompiledQuery<Row> {
  const shapes = tx.statements.get(build) ?? new Map<string, CompiledQuery>()
  const kept = shapes.get(shape)
  if (kept) return kept as CompiledQuery<Row>
  const query = build(tx, marked(args, []) as Args).compile()
  tx.statements.set(build, shapes.set(shape, query))
  return query
}

/** Stands for the value at this place of the arguments. */
class Place {
  readonly path: readonly string[]
  constructor(path: readonly string[]) {
    this.path = path
  }
  in(args: unknown): unknown {
    return this.path.reduce<unknown>((value, step) => (value as Readonly<Record<string, unknown>>)[step], args)
  }
}

function marked(value: unknown, path: readonly string[]): unknown {
  if (value === undefined) return undefined
  if (Array.isArray(value)) return value.map((item, i) => marked(item, [...path, String(i)]))
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, marked(item, [...path, key])]))
  }
  return new Place(path)
}

function filled<Row>(query: CompiledQuery<Row>, args: unknown): CompiledQuery<Row> {
  return { ...query, parameters: query.parameters.map((value) => (value instanceof Place ? value.in(args) : value)) }
}
