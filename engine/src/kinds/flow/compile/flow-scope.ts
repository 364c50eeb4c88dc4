import { compileFeel, typeOfSchema } from '../../../expression/index.ts'
import type { FeelType, ScopeShape } from '../../../expression/feel-type.ts'
import type { DataObjectContent, ElementContent, MappingValue } from '../content.ts'
import type { Compiling } from './compiling.ts'
import { FIXED_NAMES } from './fixed-names.ts'
import { recordShape } from './record-shape.ts'
import { dataObjectsOf, LOOP_COUNTERS, variablesSetBy } from './set-variables.ts'

const PERSON: FeelType = {
  context: { id: 'string', name: 'string', code: 'string', org_unit: 'string', position: 'string' },
}

const INSTANCE: FeelType = {
  context: {
    id: 'string',
    business_key: 'string',
    started_at: 'date and time',
    subject_entity: 'string',
    subject_id: 'string',
    starter: 'string',
    round: 'number',
  },
}

const TASK: FeelType = {
  context: {
    id: 'string',
    title: 'string',
    element: 'string',
    opened_at: 'date and time',
    due_at: 'date and time',
    participants: { list: 'string' },
    open_participants: { list: 'string' },
  },
}

const OURS: ScopeShape = {
  record: 'any',
  starter: PERSON,
  instance: INSTANCE,
  task: TASK,
  today: 'date',
  now: 'date and time',
}

/**
 * Names and types that expressions of a process may use. Variables come from the elements that set them; one that gets
 * values of several types may be anything. In texts of other tools a variable may be called like one of our names, so these may be anything there.
 */
export function fillScope(compiling: Compiling): void {
  const { content, process, subject, strict } = compiling
  const known: Record<string, FeelType> = {
    ...(strict ? OURS : Object.fromEntries(FIXED_NAMES.map(name => [name, 'any']))),
    record: subject === null ? 'any' : { context: recordShape(subject) },
  }
  const variables = new Map<string, FeelType>()
  compiling.scope = known
  compiling.scopes.add(known)
  let settled = true
  const add = (name: string, type: FeelType): void => {
    if (FIXED_NAMES.includes(name) && strict) return
    const before = variables.get(name)
    const merged = before === undefined || sameType(before, type) ? type : 'any'
    if ((before !== undefined && merged !== before) || !PLAIN.test(name)) settled = false
    variables.set(name, merged)
    known[name] = merged
  }
  for (const { name, value } of dataObjectsOf(content, process)) add(name, typeOfValue(value))
  for (const element of process.elements) {
    const types = new VariableTypes(element, compiling)
    for (const { name } of variablesSetBy(element)) add(name, types.of(name))
  }
  if (!settled) compiling.compiled.clear()
  widenScope(compiling, {})
}

/** A new object, because what FEEL's grammar must know of a scope is kept by its identity. */
export function widenScope(compiling: Compiling, more: ScopeShape): void {
  compiling.scope = { ...compiling.scope, ...more }
  compiling.scopes.add(compiling.scope)
}

const PLAIN = /^[\p{L}\p{N}_]+$/u

const sameType = (one: FeelType, other: FeelType): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other))

/** Types of the variables that one element sets. */
class VariableTypes {
  readonly #element: ElementContent
  readonly #compiling: Compiling

  constructor(element: ElementContent, compiling: Compiling) {
    this.#element = element
    this.#compiling = compiling
  }

  of(name: string): FeelType {
    const { resultVariable, loop, initiator, inputMappings, outputMappings, dataObjects, event } = this.#element
    if (LOOP_COUNTERS.includes(name)) return 'number'
    const data = dataObjects?.find(each => each.name === name)
    if (data) return typeOfValue(data.value)
    const mapping = [...(outputMappings ?? []), ...(inputMappings ?? [])].find(each => each.name === name)
    if (mapping) return mapping.value === null ? 'any' : this.#typeOfMapping(mapping.value)
    if (name === initiator) return 'string'
    if (event && 'codeVariable' in event && name === event.codeVariable) return 'string'
    if (event?.type === 'error' && name === event.messageVariable) return 'string'
    if (loop?.type === 'multi' && name === loop.elementVariable) return this.#typeOfItem(loop.collection)
    return name === resultVariable ? this.#typeOfResult() : 'any'
  }

  #typeOfMapping = (value: MappingValue): FeelType => (typeof value === 'string' ? this.#typeOfText(value) : 'any')

  #typeOfItem(collection: string | undefined): FeelType {
    const { scope } = this.#compiling
    if (collection === undefined) return 'any'
    const type = Object.hasOwn(scope, collection) ? scope[collection]! : this.#typeOfText(collection)
    return typeof type === 'object' && 'list' in type ? type.list : 'any'
  }

  #typeOfText = (text: string): FeelType => (text.startsWith('=') ? this.#typeOfFeel(text.slice(1).trim()) : 'any')

  /** Names that are set further behind in the text are not known yet: then it may be anything. */
  #typeOfFeel(feel: string): FeelType {
    const { scope, functions, compiled } = this.#compiling
    const result = compileFeel(feel, scope, { functions })
    if (result.expression) compiled.set(feel, result)
    return result.expression?.type ?? 'any'
  }

  #typeOfResult(): FeelType {
    const { type, function: called, script, language, expression, topic } = this.#element
    const { link } = this.#compiling
    if (topic !== undefined) return 'any'
    if (called !== undefined) return typeOfSchema(link.function(called)?.output)
    if (type === 'businessRuleTask') return this.#typeOfDecision()
    if (type === 'scriptTask') return language === undefined ? this.#typeOfFeel(script ?? '') : 'any'
    if (expression !== undefined) return this.#typeOfText(expression)
    return type === 'userTask' ? { context: { outcome: 'string' } } : 'any'
  }

  #typeOfDecision(): FeelType {
    const { ruleSet, mapDecision } = this.#element
    const source = this.#compiling.link.source('rule-set', ruleSet ?? '')
    const row = typeOfSchema((source?.content as { outputs?: object } | undefined)?.outputs)
    const outputs = typeof row === 'object' && 'context' in row ? Object.values(row.context) : []
    const entry = outputs.length === 1 ? outputs[0]! : 'any'
    switch (mapDecision) {
      case 'single_entry':
        return entry
      case 'collect_entries':
        return { list: entry }
      case 'result_list':
        return { list: row }
      default:
        return row
    }
  }
}

/** A value that stands in the text. Texts stay what they are: nobody said that one is a number or a day. */
function typeOfValue(value: DataObjectContent['value']): FeelType {
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  return 'any'
}
