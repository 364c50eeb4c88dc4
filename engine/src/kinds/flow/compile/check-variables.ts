import type { Compiling } from './compiling.ts'
import { maybeUnset } from './maybe-unset.ts'

/** A variable that an expression reads. */
export interface VariableRead {
  /** Element or sequence flow whose expression it is. */
  at: string
  name: string
  /** The element is done when it is read. */
  late: boolean
  /** The expression, and where the name stands in it; absent when the name is all there is. */
  in?: { text: string; from: number; to: number }
}

/**
 * Warns of variables that a run may read before anything has set them: on some way from a start to the place that reads,
 * no element sets them. Such a variable is null. Each is named once for each place. Of texts of other tools nothing is said:
 * most of their variables are given when a run starts.
 */
export function checkVariables({ content, process, strict, variableReads, names, faults }: Compiling): void {
  if (!strict || variableReads.length === 0) return
  const isUnset = maybeUnset(new Set(variableReads.map(read => read.name)), content, process)
  for (const [name, ofName] of Map.groupBy(variableReads, read => read.name)) {
    const places = new Map(ofName.toReversed().map(read => [read.at, read]))
    for (const { at, late, in: expression } of [...places.values()].reverse()) {
      if (!isUnset(name, at, late)) continue
      const message = `A run can come to ${at} without "${name}" having been set; it is null then. Set it on every way that leads here, or read it only behind the element that sets it.`
      const [place] = expression ? names.expression(at, expression.text, expression.from, expression.to) : []
      faults.within(at, { code: 'flow.variable_maybe_unset', severity: 'warning', message }, place?.from)
    }
  }
}
