/** Names that mean the same in every flow and can't be variables of a text that is written for this engine. */
export const FIXED_NAMES: readonly string[] = ['record', 'starter', 'instance', 'task', 'today', 'now']
