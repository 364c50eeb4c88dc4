import { flowsAt, isGateway, type LintRule } from '../lint-rule.ts'

/** A gateway with one way in and one way out decides nothing. */
export const superfluousGateway: LintRule = () => ({
  check(node, reporter) {
    if (!isGateway(node)) return
    const { incoming, outgoing } = flowsAt(node)
    if (incoming.length !== 1 || outgoing.length !== 1) return
    reporter.report(node['id'], `${node['id']} has one way in and one way out and decides nothing. Remove it.`)
  },
})
