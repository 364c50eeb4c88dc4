import type { Effect } from '../effect.ts'
import type { At } from './behaviour.ts'

/** An end event is the outcome of the run when it stands in the process itself: the one reached last. */
export const reachedEnd = ({ element, token, instance }: At): Effect[] =>
  token.scope === instance.id ? [{ do: 'reached', instance: instance.id, outcome: element.id }] : []
