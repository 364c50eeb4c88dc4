import { compileFeel, typeOfSchema, type FeelFunctions } from '../../../expression/index.ts'
import type { FeelType, ScopeShape } from '../../../expression/feel-type.ts'
import type { EntityModel } from '../../../metadata/entity-model.ts'
import type { Linker } from '../../../metadata/kind.ts'
import type { ElementContent, FlowContent } from '../content.ts'
import { recordShape } from './record-shape.ts'

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

/** Names that mean the same in every flow and can't be variables. */
export const FIXED_NAMES: readonly string[] = ['record', 'starter', 'instance', 'task', 'today', 'now']

interface ScopeInput {
  content: FlowContent
  link: Linker
  subject: EntityModel | null
  functions: FeelFunctions
}

/** Names and types that expressions of a flow may use. Variables come from the elements that set them. */
export function flowScope({ content, link, subject, functions }: ScopeInput): ScopeShape {
  const scope: Record<string, FeelType> = {
    record: subject === null ? 'any' : { context: recordShape(subject) },
    starter: PERSON,
    instance: INSTANCE,
    task: TASK,
    today: 'date',
    now: 'date and time',
  }
  for (const element of content.elements) {
    if (element.resultVariable === undefined || FIXED_NAMES.includes(element.resultVariable)) continue
    scope[element.resultVariable] = variableType(element, link, { scope, functions })
  }
  return scope
}

function variableType(
  element: ElementContent,
  link: Linker,
  known: { scope: ScopeShape; functions: FeelFunctions },
): FeelType {
  switch (element.type) {
    case 'businessRuleTask': {
      const source = link.source('rule-set', element.ruleSet ?? '')
      return typeOfSchema((source?.content as { outputs?: object } | undefined)?.outputs)
    }
    case 'serviceTask':
      return typeOfSchema(link.function(element.function ?? '')?.output)
    case 'scriptTask':
      return compileFeel(element.script ?? '', known.scope, { functions: known.functions }).expression?.type ?? 'any'
    case 'userTask':
      return { context: { outcome: 'string' } }
    default:
      return 'any'
  }
}
