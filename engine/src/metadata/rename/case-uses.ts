import type { Node } from 'jsonc-parser'
import { memberOf, spanInString } from './json-names.ts'
import type { NameUse } from './locate-reference.ts'
import type { LayerText, PackView } from './pack-view.ts'
import { fieldsOf, membersNamed, recordPointerUses, recordUses, type StringUse } from './record-uses.ts'
import type { NamedTarget } from './rename-target.ts'

/** Where cases say the name: in what they test, and in the records that they give and expect. */
export const caseUses = (view: PackView, target: NamedTarget): NameUse[] =>
  view.output.packs.flatMap(pack => pack.cases).flatMap(layer => usesIn(view, layer, target))

function usesIn(view: PackView, layer: LayerText, target: NamedTarget): NameUse[] {
  const root = view.treeOf(layer)
  const of = memberOf(root, 'of')
  if (typeof of?.value !== 'string') return []
  const named = of.value === target.address ? [{ string: of, from: of.value.length - target.oldName.length }] : []
  const uses = [...named, ...contentUses(view, root, { of: of.value, target })]
  return uses.map(({ string, from = 0 }) => ({
    file: layer.file,
    ...spanInString(layer.text, string, from, from + target.oldName.length),
  }))
}

function contentUses(view: PackView, root: Node, { of, target }: { of: string; target: NamedTarget }): StringUse[] {
  const entity = subjectOf(view, of)
  if (entity === undefined) return []
  const fields = fieldsOf(view, entity)
  return [
    ...membersNamed(root, 'record').flatMap(record => recordUses(record, fields, target)),
    ...membersNamed(root, 'pointer').flatMap(at => (at.type === 'string' ? recordPointerUses(at, fields, target) : [])),
  ]
}

/** The entity whose records a case is about. */
function subjectOf(view: PackView, of: string): string | undefined {
  const [kind, name] = of.split('/')
  if (kind === 'entity') return name
  const source = [...view.output.sources.values()].find(each => each.kind === kind && each.name === name)
  const uses = source === undefined ? [] : (view.output.references.get(source.id) ?? [])
  return uses.find(({ to }) => /^entity\/[^#]+$/.test(to))?.to.slice('entity/'.length)
}
