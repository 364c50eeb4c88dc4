// node fill.ts COUNT: fills DATABASE_URL with that many runs of `simple`, nine in ten finished, one in ten waiting.
import { newId } from '../../../../engine/src/base/ids.ts'
import { fillInstances } from '../fill-instances.ts'
import { openInProcess } from '../in-process.ts'

const PEOPLE = 1_000

const count = Number(process.argv[2])
const { database, bob, start, openTasks, complete } = await openInProcess(1)
const [finished, waiting] = [await start('simple'), await start('simple')]
for (const task of await openTasks(finished)) await complete(task)
const people = [bob.personId!, ...Array.from({ length: PEOPLE - 1 }, () => newId())]
await database.owner.query(
  `insert into app.person (id, version, created_at, updated_at, code, name, org_unit, "position", active)
   select given.id, 1, now(), now(), 'p' || given.n, 'p' || given.n, bob.org_unit, bob."position", true
   from unnest($1::uuid[]) with ordinality as given (id, n), (select * from app.person where code = 'bob') bob`,
  [people.slice(1)],
)
const began = performance.now()
await fillInstances(database.owner, { finished, waiting, person: bob.personId!, people, count })
for (const task of await openTasks(waiting)) await complete(task)
const { rows } = await database.owner.query<{ instances: number; bytes: string }>(
  `select (select count(*)::int from flow.instance) as instances, pg_database_size(current_database()) as bytes`,
)
console.log(
  JSON.stringify({
    instances: rows[0]!.instances,
    gigabytes: Number(rows[0]!.bytes) / 2 ** 30,
    seconds: (performance.now() - began) / 1000,
  }),
)
await database.close()
