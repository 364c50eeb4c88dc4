import type { Node } from 'jsonc-parser'
import { memberOf, membersOf, spanInString, treeOf } from './json-names.ts'
import type { NameUse } from './locate-reference.ts'
import type { LayerText, PackView } from './pack-view.ts'
import { fieldsOf, membersNamed, recordUses, rowReferenceUses, type StringUse } from './record-uses.ts'
import type { NamedTarget } from './rename-target.ts'

/** Where demo data says the name: rows by entity, `<entity>.jsonl`, and the steps of its history. */
export const dataUses = (view: PackView, files: readonly LayerText[], target: NamedTarget): NameUse[] =>
  files.flatMap(layer => (layer.file.endsWith('.jsonl') ? inRows(view, layer, target) : inSteps(view, layer, target)))

function inRows(view: PackView, layer: LayerText, target: NamedTarget): NameUse[] {
  const entity = layer.file.slice(layer.file.lastIndexOf('/') + 1, -'.jsonl'.length)
  const fields = fieldsOf(view, entity)
  let start = 0
  return layer.text.split('\n').flatMap(line => {
    const at = start
    start += line.length + 1
    if (line.trim() === '') return []
    const row = treeOf(line)
    const uses = [...recordUses(row, fields, target), ...rowReferenceUses(view, row, target)]
    return placed(uses, { file: layer.file, text: line }, target).map(use => ({
      ...use,
      from: use.from + at,
      to: use.to + at,
    }))
  })
}

function inSteps(view: PackView, layer: LayerText, target: NamedTarget): NameUse[] {
  const root = treeOf(layer.text)
  const created = membersNamed(root, 'create').flatMap(entity => createdUses(view, entity, target))
  const listed = (memberOf(root, 'entities')?.children ?? []).filter(each => target.address === `entity/${each.value}`)
  const uses = [...created, ...listed.map(string => ({ string })), ...rowReferenceUses(view, root, target)]
  return placed(uses, layer, target)
}

/** `{"create": "contract", "data": {…}}` */
function createdUses(view: PackView, entity: Node, target: NamedTarget): StringUse[] {
  const step = entity.parent?.parent
  const data = step && memberOf(step, 'data')
  const named = target.address === `entity/${entity.value}` ? [{ string: entity }] : []
  const fields = fieldsOf(view, String(entity.value))
  return [...named, ...(data && membersOf(data).length > 0 ? recordUses(data, fields, target) : [])]
}

const placed = (uses: readonly StringUse[], layer: LayerText, { oldName }: NamedTarget): NameUse[] =>
  uses.map(({ string, from = 0 }) => ({
    file: layer.file,
    ...spanInString(layer.text, string, from, from + oldName.length),
  }))
