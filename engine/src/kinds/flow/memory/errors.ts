import { Conflict, InvalidInput, NotFound } from '../../../base/errors.ts'

export class UnknownProcess extends NotFound {
  constructor(process: string, known: readonly string[]) {
    super('flow.unknown_process', `There is no process "${process}". There are: ${known.join(', ') || 'none'}.`)
  }
}

export class UnknownStart extends InvalidInput {
  constructor(process: string, start: string | undefined) {
    super('flow.unknown_start', `The process ${process} has no start event ${start ?? 'at all'}.`)
  }
}

export class UnknownRun extends NotFound {
  constructor(id: string) {
    super('flow.run_unknown', `There is no run "${id}".`)
  }
}

/** Another worker has the task, or nobody. */
export class LockLost extends Conflict {
  constructor() {
    super('external_task.lock_lost', 'The task is not yours (any more): its lock is over. Fetch it again.')
  }
}

export class NeverEnds extends InvalidInput {
  constructor() {
    super('flow.never_ends', 'Jobs and messages make new ones without end. Time or a person must come in between.')
  }
}
