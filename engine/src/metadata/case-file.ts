import { nearest } from '../base/nearest.ts'
import schema from './case.schema.json' with { type: 'json' }
import type { Diagnostic } from './diagnostic.ts'
import { diagnosticAt } from './diagnostic-at.ts'
import { parseJsonSource } from './json-source.ts'
import { pointerTo } from './json-pointer.ts'
import type { Linker } from './kind.ts'
import { checkSchema } from './schema-check.ts'

/** A `*.case.json`: tests of one definition or function, without code. */
export interface CaseFile {
  file: string
  /** `function`, `rule-set`, `entity` or `flow`. */
  kind: string
  name: string
  cases: DefinitionCase[]
}

export interface DefinitionCase {
  key: string
  title: string
  given: Record<string, unknown>
  /** The runner of the kind knows its shape. */
  when?: unknown
  /** The part of the result that must be so; `{"error": {"code": …}}` when it must be refused. */
  then: unknown
}

/** Parses a case file, and checks that what it tests exists. */
export async function readCaseFile(
  input: { file: string; text: string },
  link: Pick<Linker, 'source' | 'names' | 'function' | 'functionNames'>,
): Promise<{ caseFile?: CaseFile; diagnostics: Diagnostic[] }> {
  const parsed = parseJsonSource(input)
  if (parsed.content === undefined) return { diagnostics: parsed.diagnostics }
  const diagnostics = await checkSchema({ ...parsed, content: parsed.content, file: input.file }, schema)
  if (diagnostics.length > 0) return { diagnostics }
  const { of, cases } = parsed.content as { of: string; cases: DefinitionCase[] }
  const [kind = '', name = ''] = of.split('/')
  const place = { file: input.file, locate: parsed.locate }
  if (kind === 'function' ? !link.function(name) : !link.source(kind, name)) {
    const known = kind === 'function' ? link.functionNames() : link.names(kind)
    const fault = {
      code: 'case.unknown_subject',
      message: `There is no ${kind} "${name}" to test.`,
      nearest: nearest(name, known),
    }
    return { diagnostics: [diagnosticAt(place, '/of', fault)] }
  }
  const twice = cases.findIndex(({ key }, i) => cases.findIndex(each => each.key === key) !== i)
  if (twice === -1) return { caseFile: { file: input.file, kind, name, cases }, diagnostics: [] }
  const fault = { code: 'case.duplicate_key', message: `The case "${cases[twice]!.key}" stands twice. Rename one.` }
  return { diagnostics: [diagnosticAt(place, pointerTo('/cases', twice, 'key'), fault)] }
}
