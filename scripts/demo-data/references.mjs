/** How the demo files point to a record: by its natural key, never by an id. */
export const ref = (entity, code) => ({ $ref: entity, code })

/** A date relative to the day of loading, e.g. `daysFromNow(-12)`. */
export const daysFromNow = days => ({ $date: `${days < 0 ? '-' : '+'}${Math.abs(days)}d` })
