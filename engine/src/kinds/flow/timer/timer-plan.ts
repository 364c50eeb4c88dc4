/** When a timer fires next, and the grid of a cycle. Instants are ISO 8601 text in UTC. */
export interface TimerPlan {
  dueAt: string
  /**
   * Occurrences of a repetition lie on `gridStart` + n × `every`, n a whole number, below 0 where the grid is counted back
   * from its end. Of a cron cycle: since when it runs. Null: it fires once.
   */
  gridStart: string | null
  /** ISO 8601 duration, or `cron:` and a pattern of six or seven fields. */
  every: string | null
  /** Occurrences still to come, this one included; null = without end. */
  repeatsLeft: number | null
  /** It was counted in working time, over days of a year whose holidays are not known (yet). */
  beyondCalendar: boolean
}
