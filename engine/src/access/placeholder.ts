import { Defect } from '../base/errors.ts'

const PLACEHOLDER = /^\$\{user\.([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\}$/

/** True for a whole string such as `${user.unit_tree}`; placeholders inside of longer strings do not exist. */
export const isPlaceholder = (value: unknown): value is string => typeof value === 'string' && PLACEHOLDER.test(value)

/**
 * The value in `user` that a placeholder names, by own properties only. Null where a part on the way is null.
 * Throws UnknownPlaceholder.
 */
export function resolvePlaceholder(placeholder: string, user: Readonly<Record<string, unknown>>): unknown {
  let value: unknown = user
  for (const key of PLACEHOLDER.exec(placeholder)![1]!.split('.')) {
    if (value === null) return null
    if (typeof value !== 'object' || !Object.hasOwn(value as object, key)) throw new UnknownPlaceholder(placeholder)
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

export class UnknownPlaceholder extends Defect {
  constructor(placeholder: string) {
    super(
      'access.unknown_placeholder',
      `${placeholder} names nothing that is known of a user: id, org_unit, unit_tree, position or locale.`,
    )
  }
}
