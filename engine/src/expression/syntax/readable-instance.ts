/**
 * `instance` is a word of FEEL only before `of`; elsewhere it is a name like any other, which the grammar does not know. The
 * text keeps its length, and names are read from the original.
 */
export const readableInstance = (text: string): string => text.replace(/\binstance\b(?!\s+of\b)/g, 'instancE')
