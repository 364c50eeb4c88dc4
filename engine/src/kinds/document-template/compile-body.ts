import { BLOCKS } from '../../metadata/document-markup.ts'
import type { FieldModel } from '../../metadata/entity-model.ts'
import type { Linker } from '../../metadata/kind.ts'
import type { BodyWalk } from './body-walk.ts'
import { compileMustache } from './compile-mustache.ts'
import { lineScope, referenceScope, textsScope, type FieldScope } from './field-scope.ts'
import { resolveField } from './resolve-field.ts'
import type { AstNode, BlockStatement, PathExpression, Program, Statement } from './template-ast.ts'

/** The same program with only allowed nodes; every other one is reported. */
export function compileProgram(program: Program, scopes: readonly FieldScope[], walk: BodyWalk): Program {
  return { ...program, body: program.body.flatMap(statement => compileStatement(statement, scopes, walk)) }
}

function compileStatement(statement: Statement, scopes: readonly FieldScope[], walk: BodyWalk): Statement[] {
  switch (statement.type) {
    case 'ContentStatement':
      return [statement]
    case 'CommentStatement':
      return []
    case 'MustacheStatement':
      return compileMustache(statement, scopes, walk)
    case 'BlockStatement':
      return compileBlock(statement, scopes, walk)
    default:
      return refuse(statement, walk)
  }
}

function compileBlock(block: BlockStatement, scopes: readonly FieldScope[], walk: BodyWalk): Statement[] {
  const name = block.path.original
  if (!BLOCKS.has(name)) {
    walk.faults.at(block, 'unknown_block', `{{#${name}}} is not offered: blocks are ${[...BLOCKS].join(', ')}.`, {
      asked: name,
      known: BLOCKS,
    })
    return []
  }
  if (block.program?.blockParams?.length)
    walk.faults.at(block, 'block_parameter', '"as |name|" is not offered: use ../ to reach the outer level.')
  const path = onlyPath(block, walk)
  const inner = path && innerScopes(name, path, scopes, walk)
  if (path === undefined || inner === undefined) return []
  return [
    {
      ...block,
      params: [path],
      ...(block.program ? { program: compileProgram(block.program, inner, walk) } : {}),
      ...(block.inverse ? { inverse: compileProgram(block.inverse, scopes, walk) } : {}),
    },
  ]
}

function onlyPath(block: BlockStatement, walk: BodyWalk): PathExpression | undefined {
  const [first, ...more] = block.params
  if (first?.type === 'PathExpression' && more.length === 0 && !block.hash?.pairs.length) return first
  walk.faults.at(block, 'block_argument', `{{#${block.path.original}}} takes one field and nothing else.`)
  return undefined
}

function innerScopes(
  name: string,
  path: PathExpression,
  scopes: readonly FieldScope[],
  walk: BodyWalk,
): readonly FieldScope[] | undefined {
  const isCondition = name === 'if' || name === 'unless'
  if (path.data) {
    if (isCondition && ['first', 'last'].includes(path.parts.join('.'))) return scopes
    walk.faults.at(
      path,
      'unknown_variable',
      `{{#${name} ${path.original}}} is not offered: only {{#if @first}} and {{#if @last}} are.`,
    )
    return undefined
  }
  const found = resolveField(path, scopes, walk)
  if (found === undefined) return undefined
  walk.reads.add(found.path)
  if (isCondition) return scopes
  const inner = name === 'each' ? eachScope(found.owner, found.field) : withScope(found.owner, found.field, walk.link)
  if (inner) return [...scopes, inner]
  const wants = name === 'each' ? 'line items or a set of texts' : 'a reference'
  walk.faults.at(
    path,
    'block_argument',
    `{{#${name}}} takes ${wants}, and "${found.field.name}" is of type ${found.field.type}.`,
  )
  return undefined
}

function eachScope(owner: FieldScope, field: FieldModel): FieldScope | undefined {
  if (field.type === 'lines') return lineScope(owner, field)
  return field.type === 'texts' ? textsScope(owner, field) : undefined
}

const withScope = (owner: FieldScope, field: FieldModel, link: Linker): FieldScope | undefined =>
  field.type === 'reference' ? referenceScope(owner, field, link) : undefined

const REFUSED: Record<string, string> = {
  PartialStatement: 'Partials ({{> …}}) are not offered: write the text where it belongs.',
  PartialBlockStatement: 'Partials ({{#> …}}) are not offered: write the text where it belongs.',
  Decorator: 'Decorators ({{* …}}) are not offered.',
  DecoratorBlock: 'Inline partials and decorators ({{#* …}}) are not offered.',
}

function refuse(node: AstNode, walk: BodyWalk): Statement[] {
  walk.faults.at(node, 'not_offered', REFUSED[node.type] ?? `${node.type} is not offered in templates.`)
  return []
}
