import { InvalidInput } from '../../base/errors.ts'
import { computeRecord, withDefaults, type AmbientValues, type RecordData } from '../../kinds/entity/compute.ts'
import { recordProblems } from '../../kinds/entity/record-problems.ts'
import type { EntityModel } from '../../metadata/entity-model.ts'
import { isPlainObject } from '../../metadata/plain-object.ts'
import type { CaseRunner } from '../run-cases.ts'

/**
 * `given` is `{"record": {…}, "user"?: {…}, "now"?: "…"}`, the record with the values that lookups would find. `then` is
 * `{"record": {…}}` with defaults and computed values, and `{"problems": [{"pointer", "code"}]}`.
 */
export const runEntityCase: CaseRunner = (name, { given }, world) => {
  const model = world.compiled<EntityModel>('entity', name)
  const ambient = ambientOf(given)
  const record = computeRecord(model, withDefaults(model, recordOf(given), ambient), ambient)
  return { record, problems: recordProblems(model, record, ambient) }
}

const DEFAULT_NOW = '2026-01-05T01:00:00Z'

function ambientOf({ user, now = DEFAULT_NOW }: Record<string, unknown>): AmbientValues {
  const instant = new Date(String(now))
  if (Number.isNaN(instant.getTime())) throw new EntityCaseWrong('"now" is a moment such as "2026-03-01T08:00:00Z".')
  const iso = instant.toISOString()
  return { user: isPlainObject(user) ? user : {}, now: iso, today: iso.slice(0, 10) }
}

function recordOf({ record }: Record<string, unknown>): RecordData {
  if (!isPlainObject(record)) throw new EntityCaseWrong('"given" of an entity\'s case needs a "record".')
  return record
}

/** Code `case.entity_wrong`: the case is not written as cases of entities are. */
class EntityCaseWrong extends InvalidInput {
  constructor(message: string) {
    super('case.entity_wrong', message)
  }
}
