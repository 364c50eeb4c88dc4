import { flowsAt, isActivity, type LintRule } from '../lint-rule.ts'

/** Several flows out of an activity are a split that nobody sees: all unconditional ones are taken, and all that are true. */
export const implicitSplit: LintRule = () => ({
  check(node, reporter) {
    if (!isActivity(node)) return
    const { outgoing } = flowsAt(node)
    if (outgoing.length < 2) return
    const message = `${node['id']} is left by ${outgoing.length} flows, of which all that hold are taken at once. Draw the gateway that is meant.`
    reporter.report(node['id'], message)
  },
})
