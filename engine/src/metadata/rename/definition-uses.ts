import { valueAt } from '../json-pointer.ts'
import type { Reference, Source } from '../kind.ts'
import { locateReference, type NameUse } from './locate-reference.ts'
import { memberOf, spanInString } from './json-names.ts'
import type { PackView } from './pack-view.ts'
import type { NamedTarget } from './rename-target.ts'

/** Where definitions say the name: uses, and the declaration itself. */
export interface DefinitionUses {
  uses: NameUse[]
  /** Uses whose place in the text can't be told. */
  lost: { id: string; at: string }[]
}

/** Everything in the definitions of a view that names the target. */
export function definitionUses(view: PackView, target: NamedTarget): DefinitionUses {
  const found: DefinitionUses = { uses: [], lost: [] }
  for (const source of view.output.sources.values()) {
    for (const reference of referencesIn(view, source, target)) {
      const uses = locateReference(view, source, reference, target.oldName)
      if (uses.length === 0) found.lost.push({ id: source.id, at: reference.at })
      found.uses.push(...uses)
    }
    if (isTarget(source, target) && target.declaration === undefined) found.uses.push(...extendedIds(view, source))
  }
  return found
}

/** The references of one definition to the target, with the declaration where it is that. */
export function referencesIn(view: PackView, source: Source, target: NamedTarget): Reference[] {
  const used = (view.output.references.get(source.id) ?? []).filter(each => each.to === target.address)
  return isTarget(source, target) ? [...used, ...declarationsOf(view, source, target)] : used
}

const isTarget = (source: Source, target: NamedTarget): boolean => source.id === target.source.id

function declarationsOf(
  view: PackView,
  source: Source,
  { address: to, declaration, oldName }: NamedTarget,
): Reference[] {
  if (declaration !== undefined) {
    // Without the packs above it, an entity may not have the field yet.
    const isThere = valueAt(source.content, declaration) !== undefined
    return isThere ? [{ to, at: declaration, name: { in: 'key', from: 0, to: oldName.length } }] : []
  }
  const places = view.kinds.get(source.kind)!.ownName?.(source)
  return places ? places.map(name => ({ to, at: '', name })) : [{ to, at: '/name' }]
}

/** `"$extends": "<pack>/<kind>/<name>"` of the layers above the first. */
function extendedIds(view: PackView, source: Source): NameUse[] {
  if (view.kinds.get(source.kind)!.parse) return []
  return view.layersOf(source).flatMap(layer => {
    const extended = memberOf(view.treeOf(layer), '$extends')
    if (typeof extended?.value !== 'string') return []
    const from = extended.value.length - source.name.length
    return [{ file: layer.file, ...spanInString(layer.text, extended, from) }]
  })
}
