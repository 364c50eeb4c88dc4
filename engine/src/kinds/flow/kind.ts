import { defineKind, type NamePlace, type Source } from '../../metadata/kind.ts'
import { compileFlow } from './compile.ts'
import { namePlacesIn, WHOLE } from './compile/name-places.ts'
import type { FlowContent } from './content.ts'
import type { FlowGraph } from './graph.ts'
import { parseFlow } from './parse.ts'
import schema from './schema.json' with { type: 'json' }
import { flowChanges } from './tree/flow-changes.ts'
import { flowTree } from './tree/flow-tree.ts'

/** Processes and approvals: BPMN 2.0 XML with our extension elements. */
export const flowKind = defineKind<FlowContent, FlowGraph>({
  name: 'flow',
  folder: 'flows',
  suffix: '.bpmn',
  // The id of its process, by which other tools' call activities name it: any id of BPMN.
  names: {
    pattern: /^[A-Za-z_][A-Za-z0-9_.-]{0,254}$/,
    rule: 'use letters, digits, "_", "-" and ".", beginning with a letter or "_", at most 255',
  },
  schema,
  parse: parseFlow,
  compile: compileFlow,
  texts: flowTexts,
  ownName: processNames,
  tree: flowTree,
  changeWords: flowChanges,
})

/** The id of the process, and what the diagram and a collaboration say of it. */
function processNames({ text, name }: Source<FlowContent>): NamePlace[] {
  const names = namePlacesIn(text)
  const places = ['process@id', 'BPMNPlane@bpmnElement', 'participant@processRef']
  return places.flatMap(place => names.attribute(WHOLE, place, name))
}

/** The names of the process, its elements and its labelled flows, under `/<id>/name`. */
function flowTexts(content: FlowContent): ReadonlyMap<string, string> {
  const named = [...content.elements, ...content.flows].filter(each => each.title !== '')
  return new Map([['/title', content.title], ...named.map(each => [`/${each.id}/name`, each.title] as const)])
}
