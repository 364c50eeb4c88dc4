const LONGEST = 60

/** A piece of an author's text for a message: in backticks, cut when it is long. */
export const excerpt = (text: string): string => `\`${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}\``
