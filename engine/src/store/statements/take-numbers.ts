import type { Statement } from '../../runtime/context.ts'

/** Parameters: entity, field, period, how many. Gives the last of the numbers taken. */
export const takeNumbers: Statement = {
  name: 'take-numbers',
  text: `
    insert into jw.number_sequence as s (entity, field, period, value) values ($1, $2, $3, $4::bigint)
    on conflict (entity, field, period) do update set value = s.value + excluded.value
    returning value`,
}
