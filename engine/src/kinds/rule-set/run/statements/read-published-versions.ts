import type { Statement } from '../../../../runtime/context.ts'

/** $1: definition id, $2: the last version that counts. In their order; the days that the text says are read out of it. */
export const readPublishedVersions: Statement = {
  name: 'rule-set-read-published-versions',
  text: `select version, published_at, text::jsonb #>> '{effective,from}' as "from", text::jsonb #>> '{effective,to}' as "to"
    from jw.definition_version where id = $1 and version <= $2 order by version`,
}
