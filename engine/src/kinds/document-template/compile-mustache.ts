import { FORMATTERS, TITLE_HELPER } from '../../metadata/document-markup.ts'
import type { FieldModel } from '../../metadata/entity-model.ts'
import { callNode, pathNode, rootNode, scopedNode } from './ast-nodes.ts'
import type { BodyWalk } from './body-walk.ts'
import { lineScope, type FieldScope } from './field-scope.ts'
import { referField, resolveField, type ResolvedField } from './resolve-field.ts'
import type { Expression, Literal, MustacheStatement, PathExpression } from './template-ast.ts'

/** A value or a formatter call, rewritten to what the renderer knows; nothing when it is faulty. */
export function compileMustache(
  mustache: MustacheStatement,
  scopes: readonly FieldScope[],
  walk: BodyWalk,
): MustacheStatement[] {
  const { path, params } = mustache
  if (!mustache.escaped)
    return fault(mustache, walk, 'unescaped', 'Values are always escaped: write two braces and no &, {{…}}.')
  if (path.type !== 'PathExpression')
    return fault(mustache, walk, 'not_offered', 'A constant stands as plain text, without braces.')
  if (mustache.hash?.pairs.length)
    return fault(mustache, walk, 'not_offered', 'Named arguments (name=value) are not offered.')
  if (params.length > 0) return compileCall(mustache, path, scopes, walk)
  if (path.data) return compileVariable(mustache, path, scopes, walk)
  return compileValue(mustache, path, scopes, walk)
}

function compileCall(
  mustache: MustacheStatement,
  path: PathExpression,
  scopes: readonly FieldScope[],
  walk: BodyWalk,
): MustacheStatement[] {
  const name = path.original
  const [first, option, ...more] = mustache.params
  if (name === TITLE_HELPER) return compileTitle(mustache, first, scopes, walk)
  const rule = Object.hasOwn(FORMATTERS, name) ? FORMATTERS[name] : undefined
  if (rule === undefined) {
    const known = [...Object.keys(FORMATTERS), TITLE_HELPER]
    walk.faults.at(mustache, 'unknown_formatter', `"${name}" is no formatter: there are ${known.join(', ')}.`, {
      asked: name,
      known,
    })
    return []
  }
  if (more.length > 0 || (option !== undefined && !rule.option?.accepts(literalValue(option)))) {
    const may = rule.option ? `, and after it ${rule.option.says}` : ' and nothing else'
    return fault(mustache, walk, 'formatter_argument', `{{${name}}} takes a field${may}.`)
  }
  if (first?.type !== 'PathExpression')
    return fault(mustache, walk, 'formatter_argument', `{{${name}}} takes a field: write {{${name} <field>}}.`)
  if (name === 'date' && isToday(first))
    return [callNode(mustache, name, [first, ...(option ? [option as Literal] : [])])]
  const found = first.data ? unknownVariable(first, walk) : resolveField(first, scopes, walk)
  if (found === undefined) return []
  if (!rule.types.includes(found.field.type))
    return fault(
      mustache,
      walk,
      'formatter_type',
      `{{${name}}} can't write "${found.field.name}", which is of type ${found.field.type}.`,
    )
  walk.reads.add(found.path)
  return [
    name === 'label'
      ? labelOf(mustache, first)
      : callNode(mustache, name, [first, ...(option ? [option as Literal] : [])]),
  ]
}

/** A bare value is written as its type asks for: nobody wants to read a UUID or `sale`. */
function compileValue(
  mustache: MustacheStatement,
  path: PathExpression,
  scopes: readonly FieldScope[],
  walk: BodyWalk,
): MustacheStatement[] {
  const found = resolveField(path, scopes, walk)
  if (found === undefined) return []
  const { field } = found
  if (field.type === 'lines')
    return fault(
      mustache,
      walk,
      'needs_each',
      `"${field.name}" are line items: write {{#each ${field.name}}} … {{/each}}.`,
    )
  walk.reads.add(found.path)
  if (FORMATTERS['label']!.types.includes(field.type)) return [labelOf(mustache, path)]
  const formatter = formatterOf(field)
  return [formatter ? callNode(mustache, formatter, [path]) : { ...mustache, path: scopedNode(path) }]
}

function formatterOf(field: FieldModel): string | undefined {
  if (field.type === 'decimal') return field.currency ? 'money' : field.percent ? 'percent' : 'decimal'
  if (field.type === 'date' || field.type === 'instant') return 'date'
  if (field.type === 'texts') return 'text_list'
  return field.type === 'text' && field.multiline ? 'text_lines' : undefined
}

/** Every record of the data carries the words for its references, options and booleans in `_labels`. */
function labelOf(mustache: MustacheStatement, path: PathExpression): MustacheStatement {
  const parts = [...path.parts.slice(0, -1), '_labels', path.parts.at(-1)!]
  return { ...mustache, path: pathNode(path, parts), params: [] }
}

function compileVariable(
  mustache: MustacheStatement,
  path: PathExpression,
  scopes: readonly FieldScope[],
  walk: BodyWalk,
): MustacheStatement[] {
  if (isToday(path)) return [callNode(mustache, 'date', [path])]
  if (path.parts.length === 1 && path.parts[0] === 'number' && scopes.at(-1)!.repeated)
    return [callNode(mustache, 'row_number', [{ ...path, parts: ['index'] }])]
  unknownVariable(path, walk)
  return []
}

const isToday = (path: PathExpression): boolean => path.data && path.parts.join('.') === 'today'

function unknownVariable(path: PathExpression, walk: BodyWalk): undefined {
  const message = `${path.original} is not offered here: there are @today, and inside {{#each}} @number.`
  walk.faults.at(path, 'unknown_variable', message, { asked: path.original, known: ['@today', '@number'] })
  return undefined
}

function compileTitle(
  mustache: MustacheStatement,
  argument: Expression | undefined,
  scopes: readonly FieldScope[],
  walk: BodyWalk,
): MustacheStatement[] {
  const path = asPath(argument)
  if (path === undefined || mustache.params.length !== 1)
    return fault(
      mustache,
      walk,
      'formatter_argument',
      '{{title}} takes the field whose title it writes: {{title amount}}.',
    )
  const found = titledField(path, scopes, walk)
  if (found === undefined) return []
  const { owner, field } = found
  const pointer = `${owner.pointer}/${field.name}/title`
  const key = `${owner.entity}${pointer}`
  walk.titles.set(key, { key, entity: owner.entity, pointer, title: field.title })
  return [{ ...mustache, path: rootNode(mustache, ['_titles', key]), params: [] }]
}

/** `lines.product` may be named from outside of the lines, for the heads of a table. */
function titledField(path: PathExpression, scopes: readonly FieldScope[], walk: BodyWalk): ResolvedField | undefined {
  const [first, second] = path.parts
  const scope = scopes[scopes.length - 1 - path.depth]
  const lines = first === undefined ? undefined : scope?.fields.get(first)
  if (second === undefined || lines?.type !== 'lines') return resolveField(path, scopes, walk)
  referField(lines, path, walk)
  return resolveField({ ...path, depth: 0, parts: path.parts.slice(1) }, [lineScope(scope!, lines)], walk)
}

/** A title's field may be written as a path or in quotes. */
function asPath(argument: Expression | undefined): PathExpression | undefined {
  if (argument?.type === 'PathExpression') return argument.data ? undefined : argument
  if (argument?.type !== 'StringLiteral') return undefined
  const text = String(argument.value)
  return { type: 'PathExpression', data: false, depth: 0, parts: text.split('.'), original: text, loc: argument.loc }
}

const literalValue = (node: Expression): unknown => ('value' in node ? node.value : undefined)

function fault(node: MustacheStatement, walk: BodyWalk, code: string, message: string): [] {
  walk.faults.at(node, code, message)
  return []
}
