import { Conflict, InvalidInput, NotAllowed, NotFound, type InputProblem } from '../../../base/errors.ts'
import { nearest } from '../../../base/nearest.ts'
import type { EntityModel, Transition } from '../../../metadata/entity-model.ts'

export class RecordNotFound extends NotFound {
  constructor(model: EntityModel, id: string) {
    super('record.not_found', `There is no ${model.title} ${id}, or you may not read it.`, {
      details: { entity: model.name },
    })
  }
}

/** Somebody else was faster; status 412 when the client named its version (RFC 9110 §13.1.1), else 409. */
export class RecordVersionConflict extends Conflict {
  constructor(id: string, versions: { yours: number; current?: number }) {
    const now = versions.current === undefined ? 'was changed meanwhile' : `is now at version ${versions.current}`
    super(
      'record.version_conflict',
      `Record ${id} ${now}; your change was made on version ${versions.yours}. Reload it and apply your change again.`,
      {
        status: 412,
        details: versions,
      },
    )
  }
}

/** The body does not fit the entity; 400 when a value is of the wrong kind, 422 when it is not acceptable. */
export class RecordInvalid extends InvalidInput {
  constructor(model: EntityModel, problems: InputProblem[]) {
    super(
      'record.invalid',
      `${model.title}: ${problems.length === 1 ? problems[0]!.message : `${problems.length} values must be corrected.`}`,
      { problems },
    )
  }
}

export class RecordActionForbidden extends NotAllowed {
  constructor(model: EntityModel, action: string, reason?: string) {
    const why = reason === undefined ? 'Ask an administrator for the right if your work needs it.' : reason
    super('record.forbidden', `You may not do "${action}" on this ${model.title}. ${why}`, {
      details: { entity: model.name, action },
    })
  }
}

export class FieldsNotWritable extends NotAllowed {
  constructor(model: EntityModel, fields: readonly string[]) {
    super(
      'record.field_forbidden',
      `You may not write ${fields.join(', ')} of this ${model.title}. Leave these fields as they are.`,
      {
        details: { entity: model.name, fields },
      },
    )
  }
}

export class IllegalTransition extends Conflict {
  constructor(model: EntityModel, transition: Transition, state: string) {
    super(
      'record.illegal_transition',
      `"${transition.title}" is possible in ${transition.from.join(', ')}, and this ${model.title} is in ${state}. Reload it to see where it stands.`,
      { details: { transition: transition.key, state } },
    )
  }
}

export class UnknownTransition extends NotFound {
  constructor(model: EntityModel, key: string) {
    const keys = model.states?.transitions.map(t => t.key) ?? []
    const meant = nearest(key, keys)
    super(
      'record.unknown_transition',
      `${model.title} has no transition ${key}${meant === undefined ? '' : ` (did you mean ${meant}?)`}.`,
      {
        details: { known: keys },
      },
    )
  }
}

/** Another record has the value already. */
export class RecordNotUnique extends Conflict {
  constructor(model: EntityModel, fields: readonly string[], cause: unknown) {
    super('record.not_unique', `Another ${model.title} has the same ${fields.join(', ')} already. Change the value.`, {
      details: { fields },
      cause,
    })
  }
}

export class RecordInUse extends Conflict {
  constructor(model: EntityModel, id: string, cause: unknown) {
    super(
      'record.in_use',
      `${model.title} ${id} is still named by other records and can't be deleted. Remove those uses first.`,
      { cause },
    )
  }
}

export class BadQuery extends InvalidInput {
  constructor(problems: InputProblem[]) {
    super('record.bad_query', problems.map(p => p.message).join(' '), { status: 400, problems })
  }
}
