import { boundedDiagnostics } from '../../../engine/src/metadata/bounded-diagnostics.ts'
import { compileDefinitions, type CompileOutput } from '../../../engine/src/metadata/compile-definitions.ts'
import { hasErrors, type Diagnostic } from '../../../engine/src/metadata/diagnostic.ts'
import type { Linker } from '../../../engine/src/metadata/kind.ts'
import { linkerOf } from '../../../engine/src/metadata/linker.ts'
import { readDefinition, sourceOf } from '../../../engine/src/metadata/read-definition.ts'
import { checkSchema } from '../../../engine/src/metadata/schema-check.ts'
import { createWorkspace, type Workspace } from '../../../engine/src/metadata/workspace.ts'
import { realPacks } from '../../support/real-packs.ts'
import type { Sample } from './corpus.ts'

export const input = await realPacks()
const output: CompileOutput = await compileDefinitions(input)
const link: Linker = linkerOf({
  sources: [...output.sources.values()],
  compiled: new Map(output.compiled),
  functions: input.functions,
})

/** All the sound packs, to put one bad file into. */
export const soundWorkspace = (): Workspace => createWorkspace(input)

/** What the checker says of one definition among the sound ones, without asking what uses it. */
export const diagnosticsOf = async (sample: Sample, text: string): Promise<Diagnostic[]> =>
  boundedDiagnostics(await foundIn(sample, text))

async function foundIn(sample: Sample, text: string): Promise<Diagnostic[]> {
  const { read, diagnostics } = await readDefinition({ ...sample, text })
  if (!read || hasErrors(diagnostics)) return diagnostics
  if (!sample.kind.parse) {
    const faults = await checkSchema({ ...read, content: read.content }, sample.kind.schema)
    if (hasErrors(faults)) return faults
  }
  const { diagnostics: found } = sample.kind.compile(
    sourceOf(read, `${sample.pack}/${sample.kind.name}/${sample.name}`),
    link,
  )
  return [...diagnostics, ...found]
}
