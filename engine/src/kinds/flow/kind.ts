import { defineKind } from '../../metadata/kind.ts'
import { compileFlow } from './compile.ts'
import type { FlowContent } from './content.ts'
import type { FlowGraph } from './graph.ts'
import { parseFlow } from './parse.ts'
import schema from './schema.json' with { type: 'json' }

/** Processes and approvals: BPMN 2.0 XML with our extension elements. */
export const flowKind = defineKind<FlowContent, FlowGraph>({
  name: 'flow',
  folder: 'flows',
  suffix: '.bpmn',
  schema,
  parse: parseFlow,
  compile: compileFlow,
  texts: flowTexts,
})

/** The names of the process, its elements and its labelled flows, under `/<id>/name`. */
function flowTexts(content: FlowContent): ReadonlyMap<string, string> {
  const named = [...content.elements, ...content.flows].filter(each => each.title !== '')
  return new Map([['/title', content.title], ...named.map(each => [`/${each.id}/name`, each.title] as const)])
}
