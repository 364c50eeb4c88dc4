import { boundedDiagnostics } from './bounded-diagnostics.ts'
import { readCaseFile, type CaseFile } from './case-file.ts'
import { assemble, type Assembled, type LocalText } from './assemble.ts'
import { linkerOf, type CallableSignature, type CompiledDefinition } from './linker.ts'
import { hasErrors, type Diagnostic } from './diagnostic.ts'
import type { CompileResult, Kind, Linker, Reference, Source } from './kind.ts'
import { readLocales, type Texts } from './locales.ts'
import { Memo } from './memo.ts'
import { readPack, type Pack, type PackFolder } from './pack.ts'
import { recordingLinker, type Questions } from './recording-linker.ts'
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
 *
 * `memo` keeps what can be used again when some texts have changed; the output is the same with and without. One memo
 * serves one run at a time, always with the same kinds and functions.
 */
export async function compileDefinitions(input: CompileInput, memo: Memo = new Memo()): Promise<CompileOutput> {
  const diagnostics: Diagnostic[] = []
  const packs: Pack[] = []
  for (const folder of input.packs) {
    const { pack, diagnostics: found } = await readPack(folder, input.kinds, memo)
    diagnostics.push(...found)
    if (pack) packs.push(pack)
  }
  const {
    assembled,
    ordered,
    diagnostics: faults,
  } = await assemble({ packs, kinds: input.kinds, local: input.local ?? [] }, memo)
  diagnostics.push(...faults)
  const { compiled, references, diagnostics: found } = await compileAssembled(assembled, input, memo)
  const locales = readLocales(ordered, assembled, memo)
  diagnostics.push(...found, ...locales.diagnostics)
  const sources = new Map(assembled.map(each => [each.source.id, each.source]))
  const cases = await readCases(
    ordered,
    linkerOf({ sources: [...sources.values()], compiled, functions: input.functions }),
    memo,
  )
  memo.forgetUnused()
  diagnostics.push(...cases.diagnostics)
  const { caseFiles } = cases
  return {
    packs: ordered,
    sources,
    compiled,
    diagnostics: boundedDiagnostics(inOrder(diagnostics)),
    references,
    texts: locales.texts,
    caseFiles,
  }
}

async function readCases(
  packs: readonly Pack[],
  link: Linker,
  memo: Memo,
): Promise<{ caseFiles: CaseFile[]; diagnostics: Diagnostic[] }> {
  const caseFiles: CaseFile[] = []
  const diagnostics: Diagnostic[] = []
  for (const input of packs.flatMap(pack => pack.cases)) {
    const { caseFile, diagnostics: found } = await readCaseOnce(input, link, memo)
    diagnostics.push(...found)
    if (caseFile) caseFiles.push(caseFile)
  }
  return { caseFiles, diagnostics }
}

function readCaseOnce(
  input: { file: string; text: string },
  linker: Linker,
  memo: Memo,
): ReturnType<typeof readCaseFile> {
  return memo.recallIf<ReturnType<typeof readCaseFile>, { text: string; questions: Questions }>(
    `case ${input.file}`,
    basis => basis.text === input.text && basis.questions.answeredAlike(linker),
    () => {
      const { link, questions } = recordingLinker(linker)
      return { basis: { text: input.text, questions }, value: readCaseFile(input, link) }
    },
  )
}

type Compiled = Pick<CompileOutput, 'compiled' | 'references' | 'diagnostics'>

async function compileAssembled(assembled: readonly Assembled[], input: CompileInput, memo: Memo): Promise<Compiled> {
  const compiled = new Map<string, CompiledDefinition>()
  const references = new Map<string, readonly Reference[]>()
  const diagnostics: Diagnostic[] = []
  const wellFormed: Assembled[] = []
  for (const each of assembled) {
    const faults = await memo.recall(`schema ${each.source.id}`, [each], () => schemaFaults(each))
    diagnostics.push(...faults)
    if (!hasErrors(faults)) wellFormed.push(each)
  }
  const linker = linkerOf({ sources: wellFormed.map(each => each.source), compiled, functions: input.functions })
  for (const kind of input.kinds) {
    for (const each of wellFormed.filter(candidate => candidate.kind === kind)) {
      const { id } = each.source
      const { definition, ...result } = compileOne(each, linker, memo)
      diagnostics.push(...result.diagnostics)
      references.set(id, result.references)
      if (definition) compiled.set(id, definition)
    }
  }
  return { compiled, references, diagnostics }
}

type CompiledOne = Pick<CompileResult<unknown>, 'diagnostics' | 'references'> & { definition?: CompiledDefinition }

/** Compiled again only when its own text or an answer about another definition changed. */
function compileOne(each: Assembled, linker: Linker, memo: Memo): CompiledOne {
  return memo.recallIf<CompiledOne, { of: Assembled; questions: Questions }>(
    `compile ${each.source.id}`,
    basis => basis.of === each && basis.questions.answeredAlike(linker),
    () => {
      const { kind, source, placed } = each
      const { link, questions } = recordingLinker(linker)
      const { compiled, references, diagnostics: found } = kind.compile(source, link)
      const diagnostics = found.map(placed)
      const usable = compiled !== undefined && !hasErrors(diagnostics)
      const value = { diagnostics, references, ...(usable ? { definition: { source, compiled } } : {}) }
      return { basis: { of: each, questions }, value }
    },
  )
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
