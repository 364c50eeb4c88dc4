import type { Node } from 'jsonc-parser'
import type { EntityModel, FieldModel } from '../entity-model.ts'
import { pointerTokens } from '../json-pointer.ts'
import { keyOf, memberOf, membersOf, nodesBelow } from './json-names.ts'
import type { PackView } from './pack-view.ts'
import type { NamedTarget } from './rename-target.ts'

/** A JSON string that says the name; `from` counts letters of its value. Absent: from the start. */
export interface StringUse {
  string: Node
  from?: number
}

/** Keys of a record, and of its line items, that are the renamed field. */
export function recordUses(record: Node, fields: readonly FieldModel[], target: NamedTarget): StringUse[] {
  return membersOf(record).flatMap(({ key, value }) => {
    const field = fields.find(each => each.name === key.value)
    if (!field) return []
    const lines = value.type === 'array' ? (value.children ?? []) : []
    return [
      ...(field.address === target.address ? [{ string: key }] : []),
      ...lines.flatMap(line => recordUses(line, field.fields ?? [], target)),
    ]
  })
}

/** Rows named by what is written on them: `{"$ref": "customer", "code": "H001"}`. */
export function rowReferenceUses(view: PackView, root: Node, target: NamedTarget): StringUse[] {
  return [...nodesBelow(root)].flatMap(node => {
    const entity = memberOf(node, '$ref')
    if (entity?.type !== 'string') return []
    const named = target.address === `entity/${entity.value}` ? [{ string: entity }] : []
    return [...named, ...recordUses(node, fieldsOf(view, entity.value as string), target)]
  })
}

/** Pointers into a record, `/lines/0/quantity`, that go over the renamed field. */
export function recordPointerUses(pointer: Node, fields: readonly FieldModel[], target: NamedTarget): StringUse[] {
  const uses: StringUse[] = []
  let at = 1
  let known = fields
  for (const token of pointerTokens(pointer.value as string)) {
    const field = known.find(each => each.name === token)
    if (field?.address === target.address) uses.push({ string: pointer, from: at })
    known = field ? (field.fields ?? []) : known
    at += token.length + 1
  }
  return uses
}

export function fieldsOf(view: PackView, entity: string): readonly FieldModel[] {
  const source = [...view.output.sources.values()].find(each => each.kind === 'entity' && each.name === entity)
  const model = source && (view.output.compiled.get(source.id)?.compiled as EntityModel | undefined)
  return model?.fields ?? []
}

/** Values of all members of this name, however deep. */
export const membersNamed = (root: Node, name: string): Node[] =>
  [...nodesBelow(root)].filter(node => keyOf(node)?.value === name)
