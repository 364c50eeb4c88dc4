/** Schema of a decimal in JSON: a text, so that no float ever holds it. */
export const decimal = (title: string) => ({ type: 'string', format: 'decimal', title }) as const

/** A decimal that may have no value. */
export const decimalOrNull = (title: string) => ({ type: ['string', 'null'], format: 'decimal', title }) as const
