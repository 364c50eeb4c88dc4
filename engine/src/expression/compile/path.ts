import { nearest } from '../../base/nearest.ts'
import type { FeelType } from '../feel-type.ts'
import type { NodeOf } from '../syntax/feel-node.ts'
import { excerpt } from '../syntax/excerpt.ts'
import { isContext } from '../values/kind-of.ts'
import { temporalProperties, temporalProperty } from '../values/temporal-properties.ts'
import { derived, value, type CompiledNode } from './compiled-node.ts'
import type { Compiling } from './compiling.ts'
import type { Names } from './names.ts'
import { isContextType, isList, isUnknown, typeName } from './type-relations.ts'

/** `target.name`: an entry of a context, of each context of a list, or a part of a date, time or duration. */
export function path(compiling: Compiling, node: NodeOf<'path'>, names: Names): CompiledNode {
  const target = compiling.node(node.target, names)
  const leaf = leafType(target.type)
  if (isUnknown(leaf) || isContextType(leaf)) {
    const type = entryType(target.type, node.name)
    if (type !== undefined) return entryOf(target, node.name, type)
    return unknownEntry(compiling, node, leaf)
  }
  const type = partType(target.type, node.name)
  compiling.reads(target.origin)
  return type === undefined ? unknownEntry(compiling, node, leaf) : partOf(value(target), node.name, type)
}

/** Reads one entry of a (possibly raw) context. */
export function entryOf(target: CompiledNode, name: string, type: FeelType): CompiledNode {
  const run: CompiledNode['run'] = evaluation => entry(target.run(evaluation), name)
  const source = { ...(target.raw && { raw: target.raw }), ...(target.origin && { origin: [...target.origin, name] }) }
  return derived(source, { type, run, weight: target.weight + 1 })
}

function entry(target: unknown, name: string): unknown {
  if (Array.isArray(target)) return target.map(item => entry(item, name))
  if (isContext(target)) return Object.hasOwn(target, name) ? (target[name] ?? null) : null
  return temporalProperty(target, name)
}

function partOf(target: CompiledNode, name: string, type: FeelType): CompiledNode {
  return { type, run: evaluation => entry(target.run(evaluation), name), weight: target.weight + 1 }
}

function entryType(type: FeelType, name: string): FeelType | undefined {
  if (isUnknown(type)) return 'any'
  if (isList(type)) return listOf(entryType(type.list, name))
  return isContextType(type) && Object.hasOwn(type.context, name) ? type.context[name] : undefined
}

function partType(type: FeelType, name: string): FeelType | undefined {
  if (isList(type)) return listOf(partType(type.list, name))
  return temporalProperties(type).includes(name) ? 'number' : undefined
}

const listOf = (item: FeelType | undefined): FeelType | undefined => item && { list: item }

const leafType = (type: FeelType): FeelType => (isList(type) ? leafType(type.list) : type)

function unknownEntry(compiling: Compiling, node: NodeOf<'path'>, leaf: FeelType): CompiledNode {
  const known = isContextType(leaf) ? Object.keys(leaf.context) : temporalProperties(leaf)
  if (!known.length)
    return compiling.fault(
      'expression.type',
      node.nameSpan,
      `A ${typeName(leaf)} has no parts, so there is no \`${node.name}\`.`,
    )
  return compiling.fault(
    'expression.unknown_name',
    node.nameSpan,
    `There is no \`${node.name}\` in ${excerpt(compiling.text(node.target))}.`,
    nearest(node.name, known),
  )
}
