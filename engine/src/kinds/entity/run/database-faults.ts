import type { EntityModel } from '../../../metadata/entity-model.ts'
import { RecordInUse, RecordInvalid, RecordNotUnique } from './errors.ts'

interface DatabaseFault {
  code?: string
  /** `Key (number)=(CT-1) already exists.` */
  detail?: string
}

/** Says in the entity's words what a constraint of its table found. Other errors are given back as they are. */
export function explained(model: EntityModel, id: string, error: unknown): unknown {
  const { code, detail = '' } = error as DatabaseFault
  const columns = /^Key \(([^)]*)\)/.exec(detail)?.[1]?.split(', ') ?? []
  if (code === '23505')
    return new RecordNotUnique(
      model,
      columns.map(name => model.byName[name]?.title ?? name),
      error,
    )
  // restrict_violation, or foreign_key_violation from the side that is referred to
  if (code === '23001' || (code === '23503' && detail.includes('is still referenced')))
    return new RecordInUse(model, id, error)
  if (code !== '23503') return error
  const message = 'A referenced record was deleted meanwhile. Choose another one.'
  return new RecordInvalid(
    model,
    columns.map(name => ({ pointer: `/${name}`, code: 'record.unknown_reference', message })),
  )
}

/** Runs a statement and explains its faults. */
export async function explaining<T>(model: EntityModel, id: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw explained(model, id, error)
  }
}
