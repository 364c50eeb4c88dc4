import { readCaseFile, type CaseFile } from './case-file.ts'
import { assemble, type Assembled, type LocalText } from './assemble.ts'
import { linkerOf, type CallableSignature, type CompiledDefinition } from './linker.ts'
import { hasErrors, type Diagnostic } from './diagnostic.ts'
import type { Kind, Linker, Reference, Source } from './kind.ts'
import { readLocales, type Texts } from './locales.ts'
import { readPack, type Pack, type PackFolder } from './pack.ts'
import { checkSchema } from './schema-check.ts'

export interface CompileInput {
  /** In any order; each pack's requirements must be among them. */
  packs: readonly PackFolder[]
  kinds: readonly Kind[]
  functions: readonly CallableSignature[]
  /** Texts that replace, or add to, what the packs say. A set of published texts is compiled with `packs` empty. */
  local?: readonly LocalText[]
}

export interface CompileOutput {
  /** Packs in the order of their layers; those with a faulty manifest are left out. */
  packs: Pack[]
  /** All that could be parsed, by id. */
  sources: ReadonlyMap<string, Source>
  /** Those without an error, by id. */
  compiled: ReadonlyMap<string, CompiledDefinition>
  diagnostics: Diagnostic[]
  /** What each definition uses, by its id. */
  references: ReadonlyMap<string, readonly Reference[]>
  texts: Texts
  /** The tests that the packs bring along. */
  caseFiles: CaseFile[]
}

/**
 * Parses, layers, checks and compiles definitions. Pure: the same in command line, server and browser. Never throws on
 * bad definitions; a definition with an error has no compiled form, and what depends on it says so.
 */
export async function compileDefinitions(input: CompileInput): Promise<CompileOutput> {
  const diagnostics: Diagnostic[] = []
  const packs: Pack[] = []
  for (const folder of input.packs) {
    const { pack, diagnostics: found } = await readPack(folder, input.kinds)
    diagnostics.push(...found)
    if (pack) packs.push(pack)
  }
  const {
    assembled,
    ordered,
    diagnostics: faults,
  } = await assemble({ packs, kinds: input.kinds, local: input.local ?? [] })
  diagnostics.push(...faults)
  const { compiled, references, diagnostics: found } = await compileAssembled(assembled, input)
  const locales = readLocales(ordered, assembled)
  diagnostics.push(...found, ...locales.diagnostics)
  const sources = new Map(assembled.map(each => [each.source.id, each.source]))
  const cases = await readCases(
    ordered,
    linkerOf({ sources: [...sources.values()], compiled, functions: input.functions }),
  )
  diagnostics.push(...cases.diagnostics)
  const { caseFiles } = cases
  return {
    packs: ordered,
    sources,
    compiled,
    diagnostics: inOrder(diagnostics),
    references,
    texts: locales.texts,
    caseFiles,
  }
}

async function readCases(
  packs: readonly Pack[],
  link: Linker,
): Promise<{ caseFiles: CaseFile[]; diagnostics: Diagnostic[] }> {
  const caseFiles: CaseFile[] = []
  const diagnostics: Diagnostic[] = []
  for (const input of packs.flatMap(pack => pack.cases)) {
    const { caseFile, diagnostics: found } = await readCaseFile(input, link)
    diagnostics.push(...found)
    if (caseFile) caseFiles.push(caseFile)
  }
  return { caseFiles, diagnostics }
}

type Compiled = Pick<CompileOutput, 'compiled' | 'references' | 'diagnostics'>

async function compileAssembled(assembled: readonly Assembled[], input: CompileInput): Promise<Compiled> {
  const compiled = new Map<string, CompiledDefinition>()
  const references = new Map<string, readonly Reference[]>()
  const diagnostics: Diagnostic[] = []
  const wellFormed: Assembled[] = []
  for (const each of assembled) {
    const faults = await schemaFaults(each)
    diagnostics.push(...faults)
    if (!hasErrors(faults)) wellFormed.push(each)
  }
  const linker = linkerOf({ sources: wellFormed.map(each => each.source), compiled, functions: input.functions })
  for (const kind of input.kinds) {
    for (const { source, placed } of wellFormed.filter(each => each.kind === kind)) {
      const result = kind.compile(source, linker)
      const found = result.diagnostics.map(placed)
      diagnostics.push(...found)
      references.set(source.id, result.references)
      if (result.compiled !== undefined && !hasErrors(found))
        compiled.set(source.id, { source, compiled: result.compiled })
    }
  }
  return { compiled, references, diagnostics }
}

async function schemaFaults({ kind, source, locateKey, placed }: Assembled): Promise<Diagnostic[]> {
  // The schema of a kind with its own text format speaks of a part of the content, which its parser checks.
  if (kind.parse) return []
  const checked = { content: source.content, file: source.file, locate: source.locate, locateKey }
  return (await checkSchema(checked, kind.schema)).map(placed)
}

/** By file and place, so that output is the same however packs were given. */
function inOrder(diagnostics: Diagnostic[]): Diagnostic[] {
  return diagnostics.sort(
    (a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column || compareText(a.code, b.code),
  )
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
