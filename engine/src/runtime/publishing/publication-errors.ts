import type { SchemaBreak } from '../../store/schema-impact.ts'
import { Conflict, InvalidInput, NotAllowed, NotFound } from '../../base/errors.ts'

export class UnknownPublication extends NotFound {
  constructor(id: string) {
    super('publication.unknown', `There is no publication ${id}.`)
  }
}

export class ReviewRequired extends NotAllowed {
  constructor(packs: readonly string[]) {
    super(
      'publication.review_required',
      `Changes of ${packs.join(', ')} need the review of a second person. Submit them for review.`,
      { details: { packs } },
    )
  }
}

export class OwnReview extends NotAllowed {
  constructor() {
    super(
      'publication.own_review',
      'Who submitted a change can not approve or reject it, whatever his rights. Ask somebody else who may publish, or withdraw it.',
    )
  }
}

export class NotTheAuthor extends NotAllowed {
  constructor() {
    super('publication.not_the_author', 'Only who submitted it can withdraw it. Reject it if it must not be published.')
  }
}

export class PublicationNotOpen extends Conflict {
  constructor(state: string) {
    super('publication.not_open', `This can no longer be done: the publication is ${state.replace('_', ' ')}.`, {
      details: { state },
    })
  }
}

export class OtherContent extends Conflict {
  constructor(contentHash: string) {
    super(
      'publication.other_content',
      'What you looked at is not what was submitted here. Load the publication again and decide again.',
      { details: { contentHash } },
    )
  }
}

export class PublicationStale extends Conflict {
  readonly ids: readonly string[]
  constructor(ids: readonly string[]) {
    super(
      'publication.stale',
      `${ids.join(', ')}: another version was published since this was submitted. The author has to submit it again.`,
      { details: { ids } },
    )
    this.ids = ids
  }
}

export class PublishDatePast extends InvalidInput {
  constructor(publishAt: Date) {
    super('publication.date_past', `${publishAt.toISOString()} is past. Choose a later moment, or publish at once.`, {
      problems: [{ pointer: '/publishAt', code: 'publication.date_past', message: 'The moment is past.' }],
    })
  }
}

export class NothingToPublish extends InvalidInput {
  constructor() {
    super('publication.nothing_changed', 'These texts are in force already; there is nothing to publish.')
  }
}

export class RecordsInTheWay extends InvalidInput {
  constructor(breaks: readonly SchemaBreak[]) {
    const [first] = breaks
    super(
      'publication.records_in_the_way',
      `Stored records do not fit ${breaks.length} of the changed fields; nothing was published. First: ${first!.rows} record(s) of ${first!.entity} at ${first!.field} (${first!.problem}). Correct them first; \`breaks\` says how.`,
      { details: { breaks } },
    )
  }
}
