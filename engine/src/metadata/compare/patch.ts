import { readTree, treeSchema, writeTree, type TextKind } from '../content-tree.ts'
import type { Change } from './change.ts'
import { applyChanges } from './apply-changes.ts'
import { changesBetween } from './changes-between.ts'
import { contentNode, valueOf } from './content-node.ts'
import { PatchDoesNotApply } from './patch-does-not-apply.ts'

/** The steps from one text to another; `base` undefined: the definition is new. Throws DefinitionUnreadable. */
export async function patchOf(kind: TextKind, base: string | undefined, local: string): Promise<Change[]> {
  const [before, after] = await Promise.all([nodeOf(kind, base), nodeOf(kind, local)])
  return changesBetween(before, after)
}

/**
 * The canonical text that the steps make of the text they were taken from: `applyPatch(base, patchOf(base, x))` is
 * `canonicalText(x)`. Throws PatchDoesNotApply when the text is another one at a place that a step changes.
 */
export async function applyPatch(kind: TextKind, base: string | undefined, patch: readonly Change[]): Promise<string> {
  const changed = applyChanges(await nodeOf(kind, base), patch, treeSchema(kind))
  if (changed === undefined) throw new PatchDoesNotApply('')
  return writeTree(kind, valueOf(changed))
}

const nodeOf = async (kind: TextKind, text: string | undefined) =>
  text === undefined ? undefined : contentNode(await readTree(kind, text), treeSchema(kind))
