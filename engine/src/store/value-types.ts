import pg from 'pg'

const { builtins } = pg.types
const parserOf = pg.types.getTypeParser as (oid: number, format?: string) => (value: never) => unknown

const TEXT_ARRAY = 1009
const ARRAYS_AS_TEXT = new Set([/* int8[] */ 1016, /* numeric[] */ 1231, /* date[] */ 1182])
const AS_TEXT = new Set<number>([builtins.INT8, builtins.NUMERIC, builtins.DATE])

/**
 * How values come out of the database: numeric and int8 as text (exact), date as its ISO text (a JavaScript Date would
 * move it by the time zone), arrays of them as arrays of text, instants as Date, json parsed.
 */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: string) => {
    if (format === 'binary') return parserOf(oid, format)
    if (AS_TEXT.has(oid)) return (text: string) => text
    return parserOf(ARRAYS_AS_TEXT.has(oid) ? TEXT_ARRAY : oid, format)
  },
}
