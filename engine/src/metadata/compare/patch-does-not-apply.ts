import { Conflict } from '../../base/errors.ts'

/** A step of a patch finds another value than the one it was made for. */
export class PatchDoesNotApply extends Conflict {
  constructor(at: string) {
    super(
      'patch.does_not_apply',
      `The patch was made for another text: it does not fit at "${at || '/'}". Merge with the text it was made for.`,
      { details: { at } },
    )
  }
}
