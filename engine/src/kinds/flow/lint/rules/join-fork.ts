import { flowsAt, isGateway, type LintRule } from '../lint-rule.ts'

/** A gateway that joins and forks at once is read by everybody as one of the two. */
export const joinFork: LintRule = () => ({
  check(node, reporter) {
    if (!isGateway(node)) return
    const { incoming, outgoing } = flowsAt(node)
    if (incoming.length < 2 || outgoing.length < 2) return
    reporter.report(
      node['id'],
      `${node['id']} joins ${incoming.length} flows and forks into ${outgoing.length}. Draw two gateways.`,
    )
  },
})
