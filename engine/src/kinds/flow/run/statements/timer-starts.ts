import type { Statement } from '../../../../runtime/context.ts'

/**
 * $1: all timer starts of the present definitions, `[{definition, process, element, timer}]`. Forgets the others with their
 * jobs, and takes down what is new or says another time. Whoever gets a row plans it; nodes that do the same at once get each
 * row once.
 */
export const takeTimerStarts: Statement = {
  name: 'flow-take-timer-starts',
  text: `
    with wanted as (
      select * from json_to_recordset($1::json) as w(definition text, process text, element text, timer text)
    ), gone as (
      delete from flow.timer_start t
      where not exists (select from wanted w where w.definition = t.definition and w.process = t.process and w.element = t.element)
      returning definition, process, element
    ), taken as (
      insert into flow.timer_start as t (definition, process, element, timer) select definition, process, element, timer from wanted
      order by definition, process, element
      on conflict (definition, process, element) do update set timer = excluded.timer where t.timer <> excluded.timer
      returning definition, process, element
    ), old as (
      delete from flow.job j
      using (select * from gone union all select * from taken) c
      where j.kind = 'start' and j.data ->> 'definition' = c.definition and j.element = c.element
        and j.data ->> 'process' = c.process and j.data ? 'timer'
    )
    select definition, process, element from taken`,
}

/** $1: `[{id, definition, process, element, due_at, grid_start, every, repeats_left}]`. */
export const addTimerStarts: Statement = {
  name: 'flow-add-timer-starts',
  text: `
    insert into flow.job (id, kind, element, due_at, grid_start, every, repeats_left, exclusive, data)
    select id, 'start', element, due_at, grid_start, every, repeats_left, false,
      jsonb_build_object('definition', definition, 'process', process, 'timer', timer)
    from json_to_recordset($1::json) as t(id uuid, definition text, process text, element text, timer text, due_at timestamptz,
      grid_start timestamptz, every text, repeats_left integer)`,
}

/** $1: job. `mine` false: another node is at it. Not by its row: see removeEventJob. */
export const lockStartJob: Statement = {
  name: 'flow-lock-start-job',
  text: `select pg_try_advisory_xact_lock(7493008, hashtext($1::text)) as mine`,
}

/** $1: job. */
export const readStartJob: Statement = {
  name: 'flow-read-start-job',
  text: `select element, due_at, grid_start, every, repeats_left, state, data from flow.job where id = $1 and kind = 'start'`,
}

/** $1: job, $2: due, $3: grid, $4: repeats left. The next occurrence, with all attempts. */
export const moveStartJob: Statement = {
  name: 'flow-move-start-job',
  text: `
    update flow.job set due_at = $2, grid_start = $3, repeats_left = $4, retries_left = 3, locked_by = null, locked_until = null,
      last_error = $5
    where id = $1`,
}

/** $1: job, $2: why. It waits for an administrator. */
export const failStartJob: Statement = {
  name: 'flow-fail-start-job',
  text: `update flow.job set state = 'failed', retries_left = 0, locked_by = null, locked_until = null, last_error = $2 where id = $1`,
}
