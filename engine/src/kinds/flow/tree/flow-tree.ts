import { DefinitionUnreadable } from '../../../metadata/definition-unreadable.ts'
import type { TextTree } from '../../../metadata/kind.ts'
import { flowLinks } from './flow-links.ts'
import { readXml, XmlUnreadable } from './read-xml.ts'
import type { FlowTree } from './tree-element.ts'
import schema from './tree.schema.json' with { type: 'json' }
import { treeOfXml } from './tree-of-xml.ts'
import { writeXml } from './write-xml.ts'
import { xmlOfTree } from './xml-of-tree.ts'

/** BPMN for compare, merge and `jingwei fmt`. Comments are not kept; everything else is, in other vocabularies too. */
export const flowTree: TextTree = {
  schema,
  read: async text => readFlowTree(text),
  write: async tree => writeXml(xmlOfTree(tree as FlowTree)),
  comments: text => text.match(/<!--/g)?.length ?? 0,
  links: tree => flowLinks(tree as FlowTree),
}

function readFlowTree(text: string): FlowTree {
  try {
    const tree = treeOfXml(readXml(text))
    if (tree.definitions.$tag === 'definitions') return tree
    throw new XmlUnreadable('The root of a BPMN text is <definitions>.', { line: 1, column: 1 })
  } catch (error) {
    if (!(error instanceof XmlUnreadable)) throw error
    throw new DefinitionUnreadable('flow', [{ code: 'flow.xml', ...error, message: error.message }])
  }
}
