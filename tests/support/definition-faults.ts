import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { kinds } from '../../engine/src/kinds/index.ts'
import { compileDefinitions } from '../../engine/src/metadata/compile-definitions.ts'
import { pointerTo, pointerTokens, valueAt } from '../../engine/src/metadata/json-pointer.ts'
import type { CallableSignature } from '../../engine/src/metadata/linker.ts'

/** One way of being wrong: `wrong` at a pointer gives exactly `code` there, `right` at the same pointer gives nothing. */
export interface FaultRow {
  code: string
  /** Pointer where the value is put. */
  put: string
  wrong: unknown
  /** Absent: the fixture as it is. */
  right?: unknown
  /** Pointer of the diagnostic when it is not the one that was put. */
  at?: string
  nearest?: string
}

export interface FaultTable {
  /** Files of a sound pack by path, pack.json excepted. */
  files: Record<string, unknown>
  /** The file that is spoilt. */
  path: string
  rows: FaultRow[]
  functions?: CallableSignature[]
}

const manifest = { name: 'fixture', version: '0.1.0', title: 'Fixture', engine: '>=0.1.0' }

/** Compiles a pack of JSON contents. Each text is written one value a line, so that places can be told by eye. */
export function compileFixture(files: Record<string, unknown>, functions: CallableSignature[] = []) {
  const texts = Object.entries({ 'pack.json': manifest, ...files })
  const pack = { folder: 'fixture', files: texts.map(([path, content]) => ({ path, text: written(content) })) }
  return compileDefinitions({ packs: [pack], kinds, functions })
}

const written = (content: unknown): string => (typeof content === 'string' ? content : JSON.stringify(content, null, 1))

/** Registers a test per row, and one that every code in the sources of the kind has a row. */
export function testFaults({ files, path, rows, functions = [] }: FaultTable): void {
  describe.each(rows)('$code with $wrong at $put', ({ code, put, wrong, right, at = put, nearest }) => {
    const spoilt = replaced(files[path], put, wrong)

    test('is found at its place', async () => {
      const { diagnostics } = await compileFixture({ ...files, [path]: spoilt }, functions)

      expect(diagnostics.map(each => [each.code, each.pointer])).toEqual([[code, at]])
      const [found] = diagnostics
      expect(found!.file).toBe(`fixture/${path}`)
      expect(written(spoilt).split('\n')[found!.line - 1]).toContain(lineOf(spoilt, at))
      if (nearest !== undefined) expect(found!.nearest).toBe(nearest)
    })

    test('is not found in its twin', async () => {
      const twin = right === undefined ? files[path] : replaced(files[path], put, right)

      const { diagnostics } = await compileFixture({ ...files, [path]: twin }, functions)

      expect(diagnostics).toEqual([])
    })
  })
}

/** Every code that the sources of a folder can give stands in a row. */
export function testAllCodes(folder: URL, prefix: string, rows: FaultRow[]): void {
  test(`every ${prefix} code has a row`, () => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      name => name.endsWith('.ts') && !/\.test\.|^run|^fixtures/.test(name),
    )
    const codes = new Set(
      names.flatMap(name => [...readFileSync(new URL(name, folder), 'utf8').matchAll(CODE)].map(match => match[1]!)),
    )
    const given = [...codes].filter(code => code.startsWith(`${prefix}.`)).sort()

    expect(given.filter(code => !rows.some(row => row.code === code))).toEqual([])
    expect(given.length).toBeGreaterThan(0)
  })
}

const CODE = /code: '([a-z]+\.[a-z_]+)'/g

function replaced(content: unknown, pointer: string, value: unknown): unknown {
  const copy = structuredClone(content) as Record<string, unknown>
  const tokens = pointerTokens(pointer)
  const last = tokens.pop()
  if (last === undefined) return value
  const parent = valueAt(copy, pointerTo('', ...tokens)) as Record<string, unknown>
  if (value === undefined) delete parent[last]
  else parent[last] = value
  return copy
}

/** What stands on the line of a value: the value itself, or the bracket that opens it. */
function lineOf(content: unknown, pointer: string): string {
  const value = valueAt(content, pointer)
  if (Array.isArray(value)) return '['
  return typeof value === 'object' && value !== null ? '{' : (JSON.stringify(value) ?? '')
}
