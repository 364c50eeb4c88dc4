import type { EntityModel, Transition } from '../../../metadata/entity-model.ts'
import type { RunContext } from '../../../runtime/context.ts'
import { accessOf, type Access } from '../../../access/ability.ts'
import { fieldMask, type FieldMask } from '../../../access/field-mask.ts'
import { rowFilter } from '../../../access/row-filter.ts'
import type { Predicate } from '../../../store/statements/predicate.ts'
import type { ModelOf } from '../../../store/statements/record-columns.ts'

/** What one principal may do with the records of one entity under one snapshot: rules already turned into predicates. */
export interface RecordRights {
  model: EntityModel
  modelOf: ModelOf
  access: Access
  create: Predicate
  read: Predicate
  update: Predicate
  delete: Predicate
  /** Of the state machine; those that only flows may do are there for the system alone. */
  transitions: readonly { transition: Transition; right: Predicate }[]
  readMask: FieldMask
  updateMask: FieldMask
  createMask: FieldMask
}

const cache = new WeakMap<Access, Map<string, RecordRights>>()

/** Cached with the principal's access, so that a request builds no predicate. Throws UnknownDefinition. */
export function recordRights(ctx: RunContext, entity: string): RecordRights {
  const access = accessOf(ctx.principal, ctx.snapshot)
  let known = cache.get(access)
  if (known === undefined) cache.set(access, (known = new Map()))
  let rights = known.get(entity)
  if (rights === undefined) known.set(entity, (rights = buildRights(ctx, access, entity)))
  return rights
}

function buildRights(ctx: RunContext, access: Access, entity: string): RecordRights {
  const { snapshot } = ctx
  const model = snapshot.get<EntityModel>('entity', entity).compiled
  const filter = (action: string) => rowFilter(access, action, entity)
  const isSystem = ctx.principal.accountId === 'system'
  return {
    model,
    modelOf: name => snapshot.find<EntityModel>('entity', name)?.compiled,
    access,
    create: filter('create'),
    read: filter('read'),
    update: filter('update'),
    delete: filter('delete'),
    transitions: (model.states?.transitions ?? [])
      .filter(transition => isSystem || !transition.system)
      .map(transition => ({ transition, right: filter(transition.key) })),
    readMask: fieldMask(access, 'read', model),
    updateMask: fieldMask(access, 'update', model),
    createMask: fieldMask(access, 'create', model),
  }
}
