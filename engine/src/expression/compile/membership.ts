import type { FeelNode, NodeOf } from '../syntax/feel-node.ts'
import { equalValues, type Payer } from '../values/equality.ts'
import { inRange } from '../values/in-range.ts'
import { FeelRange } from '../values/range.ts'
import { checkComparable, comparators } from './comparison.ts'
import type { CompiledNode } from './compiled-node.ts'
import type { Compiling } from './compiling.ts'
import type { Evaluation } from './evaluation.ts'
import { slotValue, withInput, type Names } from './names.ts'
import { compatible, elementType, typeName } from './type-relations.ts'
import type { FeelType } from '../feel-type.ts'

/** `a in (…)`: true when one test holds, null when that can't be told, else false. */
export function membership(compiling: Compiling, node: NodeOf<'in'>, names: Names): CompiledNode {
  const subject = compiling.value(node.value, names)
  const slot = compiling.slot()
  const tests = compileTests(compiling, node.tests, { names, slot, type: subject.type })
  const run: CompiledNode['run'] = evaluation => {
    evaluation.slots[slot] = subject.run(evaluation)
    return tests.run(evaluation)
  }
  return { type: 'boolean', run, weight: subject.weight + tests.weight }
}

/** A test stands only where there is something to test; the reader lets it through nowhere else. */
export function standaloneTest(compiling: Compiling, node: NodeOf<'test'>): CompiledNode {
  return compiling.fault('expression.syntax', node, `\`${node.operator}\` has nothing on its left to compare.`)
}

/** Tests of the value in a slot. */
export function compileTests(
  compiling: Compiling,
  nodes: readonly FeelNode[],
  input: { names: Names; slot: number; type: FeelType },
): CompiledNode {
  const tests = nodes.map(node => compileTest(compiling, node, input))
  const run = (evaluation: Evaluation): boolean | null => {
    let result: boolean | null = false
    for (const test of tests) {
      const holds = test.run(evaluation)
      if (holds === true) return true
      if (holds === null) result = null
    }
    return result
  }
  return { type: 'boolean', run, weight: tests.reduce((sum, test) => sum + test.weight, 1) }
}

function compileTest(
  compiling: Compiling,
  node: FeelNode,
  input: { names: Names; slot: number; type: FeelType },
): CompiledNode {
  if (node.kind === 'test') return comparisonTest(compiling, node, input)
  let usesInput = false
  const names = withInput(input.names, () => {
    usesInput = true
    return slotValue(input.slot, input.type, {})
  })
  const tested = compiling.value(node, names)
  if (usesInput)
    return { type: 'boolean', run: evaluation => onlyBoolean(tested.run(evaluation)), weight: tested.weight }
  checkMember(compiling, node, input.type, tested.type)
  const run = (evaluation: Evaluation) => isMember(evaluation.slots[input.slot], tested.run(evaluation), evaluation)
  return { type: 'boolean', run, weight: tested.weight + 1 }
}

function comparisonTest(
  compiling: Compiling,
  node: NodeOf<'test'>,
  input: { names: Names; slot: number; type: FeelType },
): CompiledNode {
  const operand = compiling.value(node.operand, input.names)
  checkComparable(compiling, node, { operator: node.operator, left: input.type, right: operand.type })
  const compare = comparators[node.operator]
  const run = (evaluation: Evaluation) => compare(evaluation.slots[input.slot], operand.run(evaluation), evaluation)
  return { type: 'boolean', run, weight: operand.weight + 1 }
}

function checkMember(compiling: Compiling, node: FeelNode, subject: FeelType, tested: FeelType): void {
  if (compatible(subject, tested) || compatible(subject, elementType(tested))) return
  compiling.fault('expression.type', node, `A ${typeName(subject)} can't be found in a ${typeName(tested)}.`)
}

const onlyBoolean = (value: unknown) => (typeof value === 'boolean' ? value : null)

/** In a range, equal to an element of a list (or inside a range of it), or equal to the value itself. */
function isMember(subject: unknown, tested: unknown, payer: Payer): boolean | null {
  if (tested instanceof FeelRange) return inRange(subject, tested)
  const equal = equalValues(subject, tested, payer)
  if (!Array.isArray(tested) || equal === true) return equal ?? false
  payer.spend(tested.length)
  return tested.some(
    item => (item instanceof FeelRange ? inRange(subject, item) : equalValues(subject, item, payer)) === true,
  )
}
