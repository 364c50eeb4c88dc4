import type { FeelType } from '../../feel-type.ts'

/** A piece of FEEL that means the same as the JUEL it was written for. */
export interface Written {
  text: string
  type: FeelType
  /** It surely has a value. JUEL reads null as zero, false or the empty text; FEEL gives null for it. */
  neverNull: boolean
  /** It can stand beside an operator without brackets. */
  atomic: boolean
}

export const atom = (text: string, type: FeelType, neverNull: boolean): Written => ({
  text,
  type,
  neverNull,
  atomic: true,
})

export const compound = (text: string, type: FeelType, neverNull = true): Written => ({
  text,
  type,
  neverNull,
  atomic: false,
})

/** The text as part of a bigger one. */
export const part = ({ text, atomic }: Written): string => (atomic ? text : `(${text})`)

/** As a condition that is never null: a boolean variable that is null is false to JUEL. Null when it is no boolean. */
export function condition(written: Written | null): Written | null {
  if (written === null || written.type !== 'boolean') return null
  return written.neverNull ? written : compound(`${part(written)} = true`, 'boolean')
}
