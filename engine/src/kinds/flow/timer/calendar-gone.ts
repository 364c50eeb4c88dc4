import { Conflict } from '../../../base/errors.ts'

/** Code `flow.calendar_unknown`: the working calendar that a repeating timer counts in is no longer there. */
export class CalendarGone extends Conflict {
  constructor(name: string) {
    super(
      'flow.calendar_unknown',
      `There is no working calendar "${name}" any more. Enter it again under that code, then retry.`,
      { details: { calendar: name } },
    )
  }
}
