import type { Change, DescribedChange, Impact } from './change.ts'
import type { ContentNode } from './content-node.ts'

/** How a kind speaks of the changes at some places of its content. The first that fits a change's pointer counts. */
export interface ChangeWords {
  /**
   * Pointer with `*` for any one token and `**` for any rest, e.g. `/properties/*`. The last `*` is the subject of the
   * change, the last token when there is none.
   */
  at: string
  /** What is there, e.g. `field`: the code is `field_added`, `field_removed`, `field_changed` or `field_moved`. */
  noun: string
  /** Codes that are not made of the noun. */
  codes?: Partial<Record<Change['op'], string>>
  /** What it means for stored data and running instances. Default: safe; a move: none. */
  impact?: Impact | Partial<Record<Change['op'], Impact>> | ((change: Change, sides: Sides) => Impact)
}

/** The contents that are compared. */
export interface Sides {
  before: ContentNode | undefined
  after: ContentNode | undefined
}

/** For kinds whose pointers alone don't say what a change is about. Undefined: the names in the schema are used. */
export type DescribeChange = (
  change: Change,
  sides: Sides,
) => Pick<DescribedChange, 'code' | 'subject' | 'impact'> | undefined
