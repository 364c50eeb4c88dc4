/** When a timer fires next, and the grid of a cycle. Instants are ISO 8601 text in UTC. */
export interface TimerPlan {
  dueAt: string
  /** Occurrences of a cycle lie on `gridStart` + n × `every`. */
  gridStart: string | null
  /** ISO 8601 duration. */
  every: string | null
  /** Occurrences still to come, this one included; null = without end. */
  repeatsLeft: number | null
}
