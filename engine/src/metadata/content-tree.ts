import { canonicalJson, inSchemaOrder } from './canonical.ts'
import { DefinitionUnreadable } from './definition-unreadable.ts'
import { parseJsonSource } from './json-source.ts'
import type { Kind } from './kind.ts'
import { schemaPlace } from './schema-walk.ts'

/** What of a kind says how its texts are read and written. */
export type TextKind = Pick<Kind, 'name' | 'schema' | 'tree'>

/** The schema that describes `readTree`'s answer. */
export const treeSchema = (kind: TextKind): object => kind.tree?.schema ?? kind.schema

/** The text as plain JSON values. Throws DefinitionUnreadable. */
export async function readTree(kind: TextKind, text: string): Promise<unknown> {
  if (kind.tree) return kind.tree.read(text)
  const { content, diagnostics } = parseJsonSource({ text, file: kind.name })
  if (content === undefined) throw new DefinitionUnreadable(kind.name, diagnostics)
  return content
}

/** The canonical text of such values. */
export async function writeTree(kind: TextKind, tree: unknown): Promise<string> {
  if (!kind.tree) return canonicalJson(tree, kind.schema)
  return kind.tree.write(inSchemaOrder(tree, schemaPlace(kind.tree.schema)))
}

/** The text as `jingwei fmt` writes it: the same content always gives the same text. Throws DefinitionUnreadable. */
export const canonicalText = async (kind: TextKind, text: string): Promise<string> =>
  writeTree(kind, await readTree(kind, text))
