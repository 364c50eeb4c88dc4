import { contentNode, valueOf, type ContentNode } from '../compare/content-node.ts'
import { readTree, treeSchema, writeTree, type TextKind } from '../content-tree.ts'
import { type Choices, type Three } from './merge-nodes.ts'
import { mergeLinked } from './merge-linked.ts'
import type { MergeResult } from './merge-result.ts'
import { takenFrom } from './taken-from.ts'

/**
 * Merges two texts that began on one: `theirs` from the new pack, `ours` from the local layer; undefined: there is none.
 * By the keys of properties, items and elements, never by line. Throws DefinitionUnreadable.
 */
export async function mergeTexts(
  kind: TextKind,
  texts: Three<string | undefined>,
  choices: Choices = {},
): Promise<MergeResult> {
  const [base, theirs, ours] = await Promise.all([texts.base, texts.theirs, texts.ours].map(text => nodeOf(kind, text)))
  const { result, conflicts, renamed } = mergeLinked(kind, { base, theirs, ours }, choices)
  const open = conflicts.some(({ choice }) => choice === undefined)
  return {
    text: open || result === undefined ? undefined : await writeTree(kind, valueOf(result)),
    conflicts,
    merged: { fromTheirs: takenFrom(base, theirs, result, renamed), fromOurs: takenFrom(base, ours, result, renamed) },
  }
}

const nodeOf = async (kind: TextKind, text: string | undefined): Promise<ContentNode | undefined> =>
  text === undefined ? undefined : contentNode(await readTree(kind, text), treeSchema(kind))
