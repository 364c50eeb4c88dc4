import type { Statement } from '../../runtime/context.ts'

/** Parameters: id, author, action, pack, request, snapshot, at. */
export const insertPackPlan: Statement = {
  name: 'insert-pack-plan',
  text: `
    insert into jw.pack_plan (id, author, action, pack, request, base_snapshot, created_at, updated_at)
    values ($1, $2, $3, $4, $5, $6, $7, $7)`,
}

/** Parameters: author, pack. A newer plan for the same takes the place of an older one. */
export const deleteEarlierPackPlans: Statement = {
  name: 'delete-earlier-pack-plans',
  text: `delete from jw.pack_plan where author = $1 and pack is not distinct from $2 and state = 'open'`,
}

/** Parameter: id. */
export const readPackPlan: Statement = {
  name: 'read-pack-plan',
  text: `
    select p.id, p.author, a.name as author_name, p.action, p.pack, p.request, p.choices, p.base_snapshot, p.state,
           p.publication_id, u.state as publication_state, p.applied, p.created_at
    from jw.pack_plan p
    left join jw.account a on a.id::text = p.author
    left join jw.publication u on u.id = p.publication_id
    where p.id = $1`,
}

/** Parameters: id, snapshot, at. */
export const movePackPlan: Statement = {
  name: 'move-pack-plan',
  text: `update jw.pack_plan set base_snapshot = $2, updated_at = $3 where id = $1 and state = 'open'`,
}

/** Parameters: id, choices, at. */
export const choosePackPlan: Statement = {
  name: 'choose-pack-plan',
  text: `
    update jw.pack_plan set choices = choices || $2::jsonb, updated_at = $3
    where id = $1 and state = 'open' returning id`,
}

/** Parameters: id, publication, at, what it did. */
export const endPackPlan: Statement = {
  name: 'end-pack-plan',
  text: `
    update jw.pack_plan set state = 'applied', publication_id = $2, updated_at = $3, applied = $4
    where id = $1 and state = 'open'`,
}

/** Parameters: id, author. */
export const deletePackPlan: Statement = {
  name: 'delete-pack-plan',
  text: `delete from jw.pack_plan where id = $1 and author = $2 and state = 'open' returning id`,
}

/** Parameter: the moment before which nobody has touched them. */
export const deleteOldPackPlans: Statement = {
  name: 'delete-old-pack-plans',
  text: `delete from jw.pack_plan where state = 'open' and updated_at < $1`,
}

/** Parameters: definition id, hashes. The text of the first of them that a version has, or that came in and is in force. */
export const readTextByHash: Statement = {
  name: 'read-text-by-hash',
  text: `
    select text from (
      select text, hash from jw.definition_version where id = $1 and hash = any($2::text[])
      union all
      select i.text, i.hash
      from jw.imported_text i join jw.publication p on p.id = i.publication_id
      where i.definition_id = $1 and i.hash = any($2::text[]) and p.state = 'published'
    ) known
    order by array_position($2::text[], hash) limit 1`,
}

/** Parameters: arrays of definition ids, hashes and texts, publication. */
export const insertImportedTexts: Statement = {
  name: 'insert-imported-texts',
  text: `
    insert into jw.imported_text (definition_id, hash, text, publication_id)
    select given.*, $4::uuid from unnest($1::text[], $2::text[], $3::text[]) as given
    on conflict do nothing`,
}

/** Parameters: definition ids, how many. Hashes of their versions before the last one, newest first, each once. */
export const readEarlierHashes: Statement = {
  name: 'read-earlier-hashes',
  text: `
    select id, (array_agg(hash order by version desc))[:$2::integer] as hashes
    from (
      select id, hash, max(version) as version from jw.definition_version where id = any($1::text[]) group by id, hash
    ) each
    group by id`,
}

/** Parameter: names of flows. */
export const countRunningInstances: Statement = {
  name: 'count-running-instances',
  text: `
    select definition, count(*) as instances from flow.instance
    where definition = any($1::text[]) and state in ('running', 'incident')
    group by definition order by definition`,
}
