/** A change of the tables, in the order in which it is made while they are in use. */
export interface SchemaSteps {
  /** New tables with all they have, and new columns: one short transaction. */
  additions: string[]
  /** Added without looking at the rows, which are looked at later without a lock that writers feel. */
  foreignKeys: { table: string; name: string; statements: string[] }[]
  /** Built beside the writers, outside of a transaction. */
  indexes: { name: string; statement: string }[]
  /** A unique index that is built like the others and then becomes the constraint. */
  uniques: { table: string; name: string; index: string; constraint: string }[]
  /** What goes only after the switch. */
  drops: string[]
}

/** Sorts the statements of the schema difference. Throws UnknownStatement, which a test would meet first. */
export function schemaSteps(statements: readonly string[]): SchemaSteps {
  const steps: SchemaSteps = { additions: [], foreignKeys: [], indexes: [], uniques: [], drops: [] }
  const isNew = tablesMadeBy(statements)
  const replaced = droppedConstraints(statements)
  for (const statement of statements) {
    const table = TABLE_OF.exec(statement)?.[1] ?? ''
    if (isNew.has(table)) steps.additions.push(statement)
    else sort(statement, steps, replaced)
  }
  steps.drops = steps.drops.filter(drop => !steps.foreignKeys.some(key => key.statements.includes(drop)))
  return { ...steps, additions: inOrder(steps.additions) }
}

const TABLE_OF = /^(?:create table|comment on (?:table|column)|alter table|create index "\w+" on) "app"\."(\w+)"/
const CREATE = /^create table /
const COLUMN = /^alter table "app"\."\w+" add "\w+" |^comment on /
const TYPE = /^alter table "app"\."\w+" alter column "\w+" type /
const INDEX = /^create index "(\w+)" on (.*);$/
const UNIQUE = /^alter table ("app"\."(\w+)") add constraint "(\w+)" unique (\(.*\));$/
const FOREIGN_KEY = /^alter table "app"\."(\w+)" add constraint "(\w+)" (foreign key .*);$/
const DROP = /^(alter table "app"\."\w+" drop constraint) ("\w+");$|^(drop index) ("app"\."\w+");$/

function sort(statement: string, steps: SchemaSteps, replaced: ReadonlyMap<string, string>): void {
  if (COLUMN.test(statement)) return void steps.additions.push(statement)
  // Types are changed by what the catalogue says (column-types.ts): only ever to wider ones.
  if (TYPE.test(statement)) return
  if (DROP.test(statement)) return void steps.drops.push(dropped(statement))
  const [, index, place] = INDEX.exec(statement) ?? []
  if (index)
    return void steps.indexes.push({ name: index, statement: `create index concurrently "${index}" on ${place}` })
  const [, qualified, table, unique, columns] = UNIQUE.exec(statement) ?? []
  if (unique) return void steps.uniques.push(uniqueStep(qualified!, table!, unique, columns!))
  const [, owner, key, rest] = FOREIGN_KEY.exec(statement) ?? []
  if (!key) throw new Error(`the schema difference has a statement of an unknown form: ${statement}`)
  const earlier = replaced.get(`${owner}.${key}`)
  const add = `alter table "app"."${owner}" add constraint "${key}" ${rest} not valid;`
  steps.foreignKeys.push({ table: owner!, name: key, statements: earlier ? [earlier, add] : [add] })
}

function uniqueStep(qualified: string, table: string, name: string, columns: string): SchemaSteps['uniques'][number] {
  return {
    table,
    name,
    index: `create unique index concurrently "${name}" on ${qualified} ${columns}`,
    constraint: `alter table ${qualified} add constraint "${name}" unique using index "${name}"`,
  }
}

/** It may have been dropped before the engine was killed. */
const dropped = (statement: string): string =>
  statement.replace(/drop constraint /, 'drop constraint if exists ').replace(/^drop index /, 'drop index if exists ')

function droppedConstraints(statements: readonly string[]): Map<string, string> {
  const drops = statements.flatMap(statement => {
    const [, table, name] = /^alter table "app"\."(\w+)" drop constraint "(\w+)";$/.exec(statement) ?? []
    return name ? [[`${table}.${name}`, dropped(statement)] as const] : []
  })
  return new Map(drops)
}

const tablesMadeBy = (statements: readonly string[]): Set<string> =>
  new Set(statements.filter(each => CREATE.test(each)).map(each => TABLE_OF.exec(each)![1]!))

/** Foreign keys last: they lock the tables that are referred to, which others use. */
function inOrder(statements: readonly string[]): string[] {
  const rank = (statement: string): number => (FOREIGN_KEY.test(statement) ? 1 : 0)
  return statements.toSorted((a, b) => rank(a) - rank(b))
}
