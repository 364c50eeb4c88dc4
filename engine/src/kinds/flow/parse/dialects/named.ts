/** Attributes of a vocabulary as the text has them, from lists of their names with blanks between. */
export const named = (prefix: string, ...lists: readonly string[]): ReadonlySet<string> =>
  new Set(lists.flatMap(list => list.split(' ')).map(name => `${prefix}:${name}`))
