import type { FieldModel } from '../../metadata/entity-model.ts'
import type { BodyWalk } from './body-walk.ts'
import type { Faults } from './faults.ts'
import { referenceScope, type FieldScope } from './field-scope.ts'
import type { PathExpression } from './template-ast.ts'

/** A path of a template, understood. */
export interface ResolvedField {
  field: FieldModel
  /** Where the field itself belongs: the scope of the path, or the one behind its reference. */
  owner: FieldScope
  /** Path as seen from the record, e.g. `lines.product.code`. */
  path: string
}

/**
 * What `path` means inside `scopes` (outermost first). Undefined when it means nothing; the fault is then reported.
 * A path is a field, or a field behind one reference.
 */
export function resolveField(
  path: PathExpression,
  scopes: readonly FieldScope[],
  walk: BodyWalk,
): ResolvedField | undefined {
  const { faults } = walk
  const scope = scopes[scopes.length - 1 - path.depth]
  if (scope === undefined) {
    faults.at(
      path,
      'no_outer_level',
      `{{${path.original}}} leaves the document: there are only ${scopes.length - 1} levels outside this place.`,
    )
    return undefined
  }
  const [first, second, ...more] = path.parts
  if (first === undefined) return wholeScope(path, scope, faults)
  const field = scope.fields.get(first)
  if (field === undefined) return unknown(path, first, scope, faults)
  referField(field, path, walk)
  if (second === undefined) return { field, owner: scope, path: scope.prefix + first }
  return more.length > 0 ? tooLong(path, faults) : behindReference(path, field, second, scope, walk)
}

function wholeScope(path: PathExpression, scope: FieldScope, faults: Faults): ResolvedField | undefined {
  if (scope.texts)
    return { field: { ...scope.texts, type: 'text' }, owner: scope, path: scope.prefix + scope.texts.name }
  faults.at(path, 'needs_field', `{{${path.original}}} names a whole record: name one of its fields.`)
  return undefined
}

function behindReference(
  path: PathExpression,
  reference: FieldModel,
  name: string,
  scope: FieldScope,
  walk: BodyWalk,
): ResolvedField | undefined {
  const { link, faults } = walk
  if (reference.type !== 'reference') {
    const hint =
      reference.type === 'lines' ? `: write {{#each ${reference.name}}}` : ', so nothing can be read behind it'
    faults.at(path, 'no_reference', `"${reference.name}" is no reference${hint}.`)
    return undefined
  }
  const behind = referenceScope(scope, reference, link)
  if (behind === undefined) {
    faults.at(
      path,
      'unknown_entity',
      `"${reference.name}" points to the entity "${reference.target}", which is unknown or faulty.`,
    )
    return undefined
  }
  const field = behind.fields.get(name)
  if (field === undefined) return unknown(path, name, behind, faults)
  referField(field, path, walk, reference.name)
  return { field, owner: behind, path: behind.prefix + name }
}

/** Notes the use of a field whose name stands in a path, behind the step `after` when there is one. */
export function referField(field: FieldModel, path: PathExpression, walk: BodyWalk, after?: string): void {
  if (field.address === undefined) return
  const { from, text } = walk.spanOf(path)
  const start = after === undefined ? 0 : text.indexOf(after) + after.length
  const at = from + text.indexOf(field.name, start)
  walk.references.push({ to: field.address, at: '', name: { in: 'text', from: at, to: at + field.name.length } })
}

function unknown(path: PathExpression, name: string, scope: FieldScope, faults: Faults): undefined {
  const where =
    scope.pointer === '/properties' ? `The entity "${scope.entity}"` : `A line of "${scope.prefix.slice(0, -1)}"`
  faults.at(path, 'unknown_field', `${where} has no field "${name}".`, { asked: name, known: scope.fields.keys() })
  return undefined
}

function tooLong(path: PathExpression, faults: Faults): undefined {
  faults.at(
    path,
    'path_too_long',
    `{{${path.original}}} goes over more than one reference: print a field of the record itself or of a record it points to.`,
  )
  return undefined
}
