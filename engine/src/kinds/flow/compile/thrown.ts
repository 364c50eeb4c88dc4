import type { ElementContent, EventContent } from '../content.ts'

export type Thrown = Extract<EventContent, { type: 'error' | 'escalation' }>

/** Whether an event may catch what is thrown: without code it catches all, and a code that is calculated may be any. */
export function catches({ event }: ElementContent, thrown: Thrown): boolean {
  if (event?.type !== thrown.type) return false
  const { code } = event as Thrown
  return code === undefined || isCalculated(code) || isCalculated(thrown.code) || code === thrown.code
}

export const isCalculated = (code: string | undefined): boolean =>
  code !== undefined && (code.startsWith('=') || /[$#]\{/.test(code))
