import type { ElementReading } from './element-reading.ts'

/** One of the known values of an attribute; another one is a fault of the text. */
export type Choose = <Value extends string, Otherwise extends Value | undefined>(
  attribute: string,
  given: string | undefined,
  known: readonly Value[],
  otherwise: Otherwise,
) => Value | Otherwise

export const chooser =
  (at: Pick<ElementReading, 'fault'>): Choose =>
  (attribute, given, known, otherwise) => {
    if (given === undefined) return otherwise
    const found = known.find(value => value === given)
    if (found !== undefined) return found
    at.fault('flow.unknown_value', `${attribute}="${given}" is not known. Use one of: ${known.join(', ')}.`)
    return otherwise
  }
