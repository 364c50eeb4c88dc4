import type { ExpressionFault } from '../../../expression/expression-fault.ts'
import type { FlowExpression } from '../graph.ts'
import type { CompilingElement } from './compiling.ts'

/** Reports faults at the element, at the letter where that can be told. */
export function reportFaults(
  { compiling, id }: CompilingElement,
  text: string,
  faults: readonly ExpressionFault[],
): void {
  for (const { offset, length, ...fault } of faults) {
    const [place] = compiling.names.expression(id, text, offset, offset + length)
    compiling.faults.within(id, { ...fault, message: `${fault.message} In: ${shortened(text)}` }, place?.from)
  }
}

const MOST_SHOWN = 200
const shortened = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text)

/** So that a run fetches the record and the starter only for elements that read them. */
export function noteReads({ reads }: CompilingElement, { reads: names }: FlowExpression): void {
  reads.record ||= names.includes('record')
  reads.starter ||= names.includes('starter')
}
