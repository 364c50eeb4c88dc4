import { Conflict, NotFound } from '../../base/errors.ts'

/** A definition, or a pack by its name, and the snapshots that changed it again. */
export interface LaterChange {
  id: string
  snapshots: number[]
}

const NAMED = 5

/** What is to be taken back was changed again since. */
export class ChangedSince extends Conflict {
  constructor(changed: readonly LaterChange[]) {
    const list = changed.slice(0, NAMED).map(({ id, snapshots }) => `${id} (snapshot ${snapshots.join(', ')})`)
    const more = changed.length > NAMED ? ` and ${changed.length - NAMED} more` : ''
    super(
      'rollback.changed_since',
      `Changed again since: ${list.join(', ')}${more}. Roll those snapshots back first, or roll back everything since (--with-later).`,
      { details: { changed } },
    )
  }
}

export class NothingBefore extends Conflict {
  constructor(snapshot: number) {
    super(
      'rollback.nothing_before',
      `Snapshot ${snapshot} is the first one: there is nothing to go back to. Uninstall packs instead.`,
    )
  }
}

export class NotInForceYet extends Conflict {
  constructor(state: string) {
    super(
      'rollback.not_published',
      `This publication is ${state.replace('_', ' ')}: it changed nothing that could be rolled back.`,
      { details: { state } },
    )
  }
}

export class UnknownSnapshot extends NotFound {
  constructor(snapshot: number) {
    super('rollback.unknown_snapshot', `There is no snapshot ${snapshot}. GET /api/snapshots lists them.`)
  }
}
