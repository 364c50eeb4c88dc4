import { nearest } from '../../base/nearest.ts'
import type { FeelType } from '../feel-type.ts'
import type { NodeOf } from '../syntax/feel-node.ts'
import { excerpt } from '../syntax/excerpt.ts'
import { isContext } from '../values/kind-of.ts'
import { partOfValue, partsOfType } from '../values/temporal-properties.ts'
import { keyOf } from '../syntax/names.ts'
import { derived, value, type CompiledNode, type ContextEntry } from './compiled-node.ts'
import type { Compiling } from './compiling.ts'
import type { Evaluation } from './evaluation.ts'
import type { Names } from './names.ts'
import { alternatives, anyOf, isContextType, isList, isUnknown, typeName } from './type-relations.ts'

/** `target.name`: an entry of a context, of each context of a list, or a part of a date, time, duration or range. */
export function path(compiling: Compiling, node: NodeOf<'path'>, names: Names): CompiledNode {
  const target = compiling.node(node.target, names)
  const found = lookUp(target.type, node.name)
  if (!found) {
    compiling.reads(target.origin)
    return unknownEntry(compiling, node, target.type)
  }
  if (found.entry) compiling.uses(node.nameSpan, found.entry)
  if (found.ofContext) return entryOf(target, found.key, found.type)
  compiling.reads(target.origin)
  return entryOf(value(target), found.key, found.type)
}

/** Reads one entry of a (possibly raw) context. */
export function entryOf(target: CompiledNode, name: string, type: FeelType): CompiledNode {
  const run: CompiledNode['run'] = evaluation => entry(target.run(evaluation), name, evaluation)
  const source = { ...(target.raw && { raw: target.raw }), ...(target.origin && { origin: [...target.origin, name] }) }
  return derived(source, { type, run, weight: target.weight + 1 })
}

function entry(target: unknown, name: string, evaluation: Evaluation): unknown {
  if (Array.isArray(target)) return evaluation.madeList(target.map(item => entry(item, name, evaluation)))
  if (isContext(target)) return Object.hasOwn(target, name) ? (target[name] ?? null) : null
  return partOfValue(target, name)
}

interface Found {
  /** The name as the data has it. */
  key: string
  type: FeelType
  /** An entry, which may be read from raw values; else a part of a converted value. */
  ofContext: boolean
  /** Of a type whose entries are known. */
  entry?: ContextEntry
}

/** What a name stands for below a type, through lists; undefined when no alternative has it. */
function lookUp(type: FeelType, name: string): Found | undefined {
  if (isUnknown(type)) return { key: name, type: 'any', ofContext: true }
  if (isList(type)) {
    const found = lookUp(type.list, name)
    return found && { ...found, type: { list: found.type } }
  }
  const found = alternatives(type).flatMap(each =>
    each === type ? (own(each, name) ?? []) : (lookUp(each, name) ?? []),
  )
  if (!found.length) return undefined
  return { ...found[0]!, type: anyOf(found.map(each => each.type))!, ofContext: found.every(each => each.ofContext) }
}

function own(type: FeelType, name: string): Found | undefined {
  const ofContext = isContextType(type)
  const shape = ofContext ? type.context : partsOfType(type)
  const key = keyOf(shape, name)
  if (key === undefined) return undefined
  return { key, type: shape[key]!, ofContext, ...(ofContext && { entry: { of: shape, name: key } }) }
}

const leafType = (type: FeelType): FeelType => (isList(type) ? leafType(type.list) : type)

function unknownEntry(compiling: Compiling, node: NodeOf<'path'>, target: FeelType): CompiledNode {
  const leaf = leafType(target)
  const known = alternatives(leaf).flatMap(each => Object.keys(isContextType(each) ? each.context : partsOfType(each)))
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
