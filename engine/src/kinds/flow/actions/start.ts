import type { Effect } from '../effect.ts'
import { took } from '../replay/took.ts'
import { runToRest, type RunningFlow } from '../run-to-rest.ts'

/** Begins the run at one of the flow's start events; its event subprocesses listen from now on. */
export async function startAt(running: RunningFlow, startEvent: string): Promise<void> {
  const { id, variables: given } = running.state.instance
  took(running, () => ({ door: 'start', place: { element: startEvent }, given: { variables: given } }))
  const first = Object.fromEntries(running.graph.scopes['']?.dataObjects.map(d => [d.name, d.value]) ?? [])
  const { variables } = running.state.instance
  if (Object.keys(first).length > 0) running.state.instances.change(id, { variables: { ...first, ...variables } })
  const begin: Effect[] = [
    { do: 'listen', scope: id },
    { do: 'begin_at', element: startEvent, scope: id },
  ]
  await runToRest(running, begin)
}
