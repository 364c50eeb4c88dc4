/** One step from a content to another, at one place. */
export interface Change {
  op: 'add' | 'remove' | 'replace' | 'move'
  /** Keyed pointer: items of arrays whose schema has `x-key` stand under their key, e.g. `/rules/l1/event/params/level`. */
  at: string
  /** The value that was there; absent for `add` and `move`. */
  before?: unknown
  /** The value that is there now; absent for `remove` and `move`. */
  after?: unknown
  /** For `add` and `move` in an order that people see: key of the item it stands behind, null for the first place. */
  behind?: string | null
}

/** What a change means for stored data and running instances. */
export type Impact = 'none' | 'safe' | 'needs_migration' | 'breaking'

/** A change in the words of its kind. The code and the subject are data; screens and the command line make sentences. */
export interface DescribedChange extends Change {
  /** E.g. `field_added`, `rule_changed`, `element_moved`. */
  code: string
  /** What it is about: name of the field, key of the rule, id of the element. */
  subject: string
  impact: Impact
}

export interface Comparison {
  changes: DescribedChange[]
  /** The gravest of the changes. */
  impact: Impact
}
