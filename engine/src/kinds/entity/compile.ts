import type { EntityModel, FieldModel } from '../../metadata/entity-model.ts'
import { hasErrors } from '../../metadata/diagnostic.ts'
import { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { CompileResult, Linker, Source } from '../../metadata/kind.ts'
import { addExpressions } from './add-expressions.ts'
import { checkFields, checkRequired } from './check-fields.ts'
import { checkStructure } from './check-structure.ts'
import { compileStates } from './compile-states.ts'
import { compileValidations } from './compile-validations.ts'
import type { EntityContent } from './content.ts'
import { dependencyOrder } from './dependency-order.ts'
import { readFields } from './read-fields.ts'
import { lineScope, recordScope } from '../../metadata/expression-scopes.ts'

/** Checks an entity and compiles it to its model. Pure. */
export function compileEntity(source: Source<EntityContent>, link: Linker): CompileResult<EntityModel> {
  const findings = new Findings(source, link)
  const { content } = source
  const fields = compileFields(content, findings)
  const order = dependencyOrder(fields, findings)
  checkStructure(content, fields, findings)
  const states = content['x-states'] ? compileStates(content['x-states'], fields, findings) : null
  const validations = compileValidations(
    content['x-validations'] ?? [],
    { fields, scope: recordScope(fields) },
    findings,
  )
  const { diagnostics, references } = findings
  if (hasErrors(diagnostics)) return { diagnostics, references }
  const model: EntityModel = {
    name: content.name,
    title: content.title,
    display: content['x-display'],
    search: content['x-search'] ?? [],
    unique: content['x-unique'] ?? [],
    indexes: content['x-indexes'] ?? [],
    reference: content['x-reference'] ?? false,
    retention: content['x-retention'] ?? null,
    fields,
    byName: Object.fromEntries(fields.map(field => [field.name, field])),
    states,
    validations,
    computeOrder: order.compute,
    lookupOrder: order.lookup,
  }
  return { compiled: model, diagnostics, references }
}

function compileFields(content: EntityContent, findings: Findings): FieldModel[] {
  const contents = content.properties
  const outline = readFields(content)
  const group = { at: '/properties', contents, fields: outline, inLines: false }
  checkFields(group, findings)
  checkRequired({ at: '/required', names: content.required ?? [], fields: outline }, findings)
  const withLines = outline.map(field =>
    field.type === 'lines' ? compileLines(field, content, outline, findings) : field,
  )
  const scope = recordScope(withLines)
  return addExpressions({ ...group, fields: withLines }, scope, findings)
}

function compileLines(
  lines: FieldModel,
  content: EntityContent,
  parents: readonly FieldModel[],
  findings: Findings,
): FieldModel {
  const { items } = content.properties[lines.name]!
  const at = pointerTo('/properties', lines.name, 'items')
  const fields = lines.fields ?? []
  const group = { at: pointerTo(at, 'properties'), contents: items?.properties ?? {}, fields, inLines: true }
  checkFields(group, findings)
  checkRequired({ at: pointerTo(at, 'required'), names: items?.required ?? [], fields }, findings)
  const computed = new Set(
    parents.filter(field => content.properties[field.name]!['x-computed'] !== undefined).map(field => field.name),
  )
  return { ...lines, fields: addExpressions(group, lineScope(fields, parents, computed), findings) }
}
