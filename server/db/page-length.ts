/** A page is one answer to one browser, and stands in memory as a whole: a few long messages fill it, too (UTF-16 units of text). */
const pageLength = 1024 * 1024

/** The first of these rows that are together no longer than a page; at least one. */
export function onePage<Row>(rows: readonly Row[], lengthOf: (row: Row) => number): Row[] {
  let length = 0
  const beyond = rows.findIndex((row, index) => {
    length += lengthOf(row)
    return index > 0 && length > pageLength
  })
  return beyond === -1 ? [...rows] : rows.slice(0, beyond)
}
