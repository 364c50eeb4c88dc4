import { linkerOf, type CallableSignature } from '../../../metadata/linker.ts'
import type { Diagnostic } from '../../../metadata/diagnostic.ts'
import type { Source } from '../../../metadata/kind.ts'
import { compileFlow } from '../compile.ts'
import type { FlowContent } from '../content.ts'
import type { FlowGraph } from '../graph.ts'
import { parseFlow } from '../parse.ts'

export interface AloneOptions {
  /** As diagnostics name it. */
  file?: string
  /** Other definitions that it may name, with what they are compiled to. */
  sources?: readonly Source[]
  compiled?: ReadonlyMap<string, { source: Source; compiled: unknown }>
  functions?: readonly CallableSignature[]
}

/** Parses and compiles one text without an installation around it. Without graph the diagnostics say why. */
export async function compileAlone(
  text: string,
  { file = 'flow.bpmn', sources = [], compiled = new Map(), functions = [] }: AloneOptions = {},
): Promise<{ graph?: FlowGraph; source?: Source<FlowContent>; diagnostics: Diagnostic[] }> {
  const { content, diagnostics, locate } = await parseFlow({ text, file })
  if (content === undefined) return { diagnostics }
  const source: Source<FlowContent> = {
    id: `alone/flow/${content.name}`,
    kind: 'flow',
    pack: 'alone',
    name: content.name,
    title: content.title,
    file,
    text,
    hash: '',
    layers: ['alone'],
    content,
    locate,
  }
  const result = compileFlow(source, linkerOf({ sources: [...sources, source], compiled, functions }))
  return {
    diagnostics: [...diagnostics, ...result.diagnostics],
    source,
    ...(result.compiled !== undefined && { graph: result.compiled }),
  }
}
