import type { Definition, Snapshot } from '../../engine/src/metadata/snapshot.ts'

/** A snapshot of compiled forms, for tests that do not go through the compiler: `{ entity: { contract: model } }`. */
export function snapshotWith(kinds: Record<string, Record<string, unknown>>): Snapshot {
  const definitions = new Map<string, Definition>()
  for (const [kind, byName] of Object.entries(kinds))
    for (const [name, compiled] of Object.entries(byName)) {
      const id = `test/${kind}/${name}`
      const source = {
        id,
        kind,
        pack: 'test',
        name,
        title: name,
        file: id,
        text: '',
        hash: '',
        layers: ['test'],
        content: {},
        locate: () => ({ line: 1, column: 1 }),
      }
      definitions.set(id, { source, compiled, version: 1 })
    }
  const find = (kind: string, name: string) => definitions.get(`test/${kind}/${name}`) as never
  return {
    id: 0,
    definitions,
    find,
    get: (kind, name) => {
      const found = find(kind, name)
      if (found === undefined) throw new Error(`no ${kind} ${name} in this test's snapshot`)
      return found
    },
    all: kind => [...definitions.values()].filter(d => d.source.kind === kind) as never,
    function: () => undefined,
    text: () => undefined,
  }
}
