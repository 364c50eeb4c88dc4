import { placeOfSubscription, placeOfToken, took } from '../replay/took.ts'
import { runToRest, type RunningFlow } from '../run-to-rest.ts'
import { refuseSuspended } from './suspended.ts'

type Values = Readonly<Record<string, unknown>>

/** A message or signal reaches a subscription of the run. `stale` when it is gone meanwhile. */
export async function deliver(
  running: RunningFlow,
  subscriptionId: string,
  { variables }: { variables?: Values } = {},
): Promise<'delivered' | 'stale'> {
  refuseSuspended(running)
  const found = running.state.subscriptions.get(subscriptionId)
  if (found === undefined) return 'stale'
  took(running, () => ({ door: 'deliver', place: placeOfSubscription(running.state, found.id), given: { variables } }))
  const { element, token, scope } = found
  await runToRest(running, [
    { do: 'trigger', element, token, scope, subscription: found.id, ...(variables && { variables }) },
  ])
  return 'delivered'
}

/** A receive task without message is told to go on. `stale` when no token waits there. */
export async function proceed(
  running: RunningFlow,
  tokenId: string,
  { variables }: { variables?: Values } = {},
): Promise<'delivered' | 'stale'> {
  refuseSuspended(running)
  const token = running.state.tokens.get(tokenId)
  if (token === undefined) return 'stale'
  took(running, () => ({ door: 'proceed', place: placeOfToken(running.state, tokenId), given: { variables } }))
  const { element, scope } = token
  await runToRest(running, [{ do: 'trigger', element, token: tokenId, scope, ...(variables && { variables }) }])
  return 'delivered'
}
