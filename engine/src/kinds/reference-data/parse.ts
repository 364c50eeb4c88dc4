import type { Diagnostic } from '../../metadata/diagnostic.ts'
import { pointerTo, pointerTokens } from '../../metadata/json-pointer.ts'
import type { ParseResult, Place } from '../../metadata/kind.ts'
import { checkSchema } from '../../metadata/schema-check.ts'
import type { ReferenceDataContent, Row } from './content.ts'
import { fault, readLines, type ReadLine } from './read-lines.ts'
import { rowKey } from './row-key.ts'
import schema from './schema.json' with { type: 'json' }

/** Reads JSON lines: the head, then a row a line. Faults have the line that they stand on. */
export async function parseReferenceData(input: {
  text: string
  file: string
}): Promise<ParseResult<ReferenceDataContent>> {
  const { tree, diagnostics, locate } = await readReferenceData(input)
  if (!tree) return { diagnostics, locate }
  const { $extends: base, ...content } = tree
  const rows = Object.entries(content.rows).map(([key, row]) => [key, row?.['$remove'] === true ? null : row])
  return {
    content: { ...content, rows: Object.fromEntries(rows) },
    name: content.name,
    title: content.title,
    ...(base === undefined ? {} : { extends: base }),
    diagnostics,
    locate,
  }
}

/** As the text says it: with `$extends`, and with rows that say `$remove`. */
export type ReferenceDataTree = ReferenceDataContent & { $extends?: string }

export async function readReferenceData({ text, file }: { text: string; file: string }): Promise<{
  tree?: ReferenceDataTree
  diagnostics: Diagnostic[]
  locate(pointer: string): Place
}> {
  const { lines, diagnostics } = readLines(text, file)
  if (diagnostics.length > 0) return { diagnostics, locate: START }
  const [first, ...others] = lines
  const head = first?.value
  if (!head || head['$kind'] !== 'reference-data' || !isKey(head['key']) || Object.hasOwn(head, 'rows')) {
    const message =
      'The first line is the head: {"$kind":"reference-data","name":"<entity>","title":"…","key":["<field>"]}.'
    return { diagnostics: [fault(file, first?.line ?? 1, 'reference_data.no_head', message)], locate: START }
  }
  const extending = Object.hasOwn(head, '$extends')
  const { rows, lineOf, diagnostics: faults } = readRows(others, head['key'], { file, extending })
  const tree = { ...head, rows } as unknown as ReferenceDataTree
  const locate = locator(first, lineOf)
  faults.push(...(await checkSchema({ content: tree, file, locate, locateKey: locate }, schema)))
  return { ...(faults.length === 0 ? { tree } : {}), diagnostics: faults, locate }
}

const START = (): Place => ({ line: 1, column: 1 })
const isKey = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every(each => typeof each === 'string')

interface ReadRows {
  rows: Record<string, Row>
  lineOf: Map<string, ReadLine>
  diagnostics: Diagnostic[]
}

function readRows(
  lines: readonly ReadLine[],
  fields: readonly string[],
  { file, extending }: { file: string; extending: boolean },
): ReadRows {
  const found: ReadRows = { rows: {}, lineOf: new Map(), diagnostics: [] }
  for (const line of lines) {
    const remove = line.value['$remove']
    const key = rowKey(line.value, fields)
    const refuse = (code: string, message: string) => found.diagnostics.push(fault(file, line.line, code, message))
    if (key === undefined) refuse('reference_data.missing_key', `Each row has its key: ${fields.join(', ')}.`)
    else if (found.lineOf.has(key))
      refuse('reference_data.duplicate_row', `The row "${key}" stands on line ${found.lineOf.get(key)!.line} already.`)
    else if (remove !== undefined && (remove !== true || !extending))
      refuse('reference_data.removes_nothing', '"$remove": true takes away a row of the pack that "$extends" names.')
    else {
      found.rows[key] = line.value
      found.lineOf.set(key, line)
    }
  }
  return found
}

/** `/rows/<key>/<field>` stands on the row's line, everything else on the head's. */
function locator(head: ReadLine, lineOf: ReadonlyMap<string, ReadLine>): (pointer: string) => Place {
  return pointer => {
    const [first, key, ...rest] = pointerTokens(pointer)
    const row = first === 'rows' ? lineOf.get(key ?? '') : undefined
    const { source, line } = row ?? head
    const place = source.locate(row ? pointerTo('', ...rest) : pointer)
    return { line, column: place.column }
  }
}
