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

/** Parameters: definition id, hash. The text of any version that has this hash. */
export const readTextByHash: Statement = {
  name: 'read-text-by-hash',
  text: `select text from jw.definition_version where id = $1 and hash = $2 limit 1`,
}

/** Parameter: names of flows. */
export const countRunningInstances: Statement = {
  name: 'count-running-instances',
  text: `
    select definition, count(*) as instances from flow.instance
    where definition = any($1::text[]) and state in ('running', 'incident')
    group by definition order by definition`,
}
