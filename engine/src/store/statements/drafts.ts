import type { Statement } from '../../runtime/context.ts'

/** Parameter: author. All drafts, one's own first, newest first; texts are left out. */
export const readDrafts: Statement = {
  name: 'read-drafts',
  text: `
    select d.definition_id, d.author, a.name as author_name, d.base_hash, d.base_version, d.revision, d.updated_at
    from jw.draft d left join jw.account a on a.id::text = d.author
    order by d.author = $1 desc, d.updated_at desc
    limit 1000`,
}

/** Parameters: definition id, author. */
export const readDraft: Statement = {
  name: 'read-draft',
  text: `
    select definition_id, author, text, base_hash, base_version, revision, updated_at
    from jw.draft where definition_id = $1 and author = $2`,
}

/** The newest version with the text that a draft was begun on. */
const BASE_VERSION = `(select max(version) from jw.definition_version where id = $1 and hash = $4)`

/** Parameters: definition id, author, text, base hash, at, limit per author. No row: there is one, or too many. */
export const insertDraft: Statement = {
  name: 'insert-draft',
  text: `
    insert into jw.draft (definition_id, author, text, base_hash, base_version, revision, updated_at)
    select $1, $2, $3, $4, ${BASE_VERSION}, 1, $5::timestamptz
    where (select count(*) from jw.draft where author = $2) < $6::integer
    on conflict (definition_id, author) do nothing
    returning revision, updated_at`,
}

/** Parameters: definition id, author, text, base hash, at, revision that is replaced. No row: it is another one. */
export const updateDraft: Statement = {
  name: 'update-draft',
  text: `
    update jw.draft
    set text = $3, base_hash = $4, base_version = ${BASE_VERSION}, updated_at = $5, revision = revision + 1
    where definition_id = $1 and author = $2 and revision = $6
    returning revision, updated_at`,
}

/** Parameters: definition id, author. */
export const deleteDraft: Statement = {
  name: 'delete-draft',
  text: `delete from jw.draft where definition_id = $1 and author = $2`,
}

/** Parameters: author, ids, texts. What came into force needs no draft; a draft that went on stays. */
export const deletePublishedDrafts: Statement = {
  name: 'delete-published-drafts',
  text: `
    delete from jw.draft d
    using unnest($2::text[], $3::text[]) as published (id, text)
    where d.author = $1 and d.definition_id = published.id and d.text = published.text`,
}
