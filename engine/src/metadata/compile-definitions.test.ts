import { expect, test } from 'vitest'
import { kinds } from '../kinds/index.ts'
import { compileDefinitions, type CompileInput } from './compile-definitions.ts'
import { localise } from './localise.ts'
import { snapshotOf, UnknownDefinition } from './snapshot-of.ts'

const entity = (name: string, properties: object = { name: { type: 'string', title: '名称' } }, rest: object = {}) => ({
  $kind: 'entity',
  name,
  title: `实体 ${name}`,
  type: 'object',
  'x-display': 'name',
  properties,
  ...rest,
})
const form = (name: string, of: string) => ({
  $kind: 'form',
  name,
  title: '表单',
  entity: of,
  sections: [{ key: 'main', title: '主要', fields: [{ field: 'name', help: '写全称。' }] }],
})
const pack = (name: string, files: Record<string, object | string>, requires: Record<string, string> = {}) => ({
  folder: name,
  files: Object.entries({ 'pack.json': { name, version: '0.1.0', title: name, engine: '*', requires }, ...files }).map(
    ([path, content]) => ({
      path,
      text: typeof content === 'string' ? content : JSON.stringify(content, null, 2),
    }),
  ),
})
const compile = (packs: CompileInput['packs'], local: CompileInput['local'] = []) =>
  compileDefinitions({ packs, kinds, functions: [], local })
const base = pack('base', {
  'entities/thing.entity.json': entity('thing'),
  'forms/thing_edit.form.json': form('thing_edit', 'thing'),
})

test('a pack above adds to a definition, which keeps its id and knows its layers', async () => {
  const above = pack(
    'above',
    {
      'forms/thing_edit.form.json': {
        $kind: 'form',
        $extends: 'base/form/thing_edit',
        name: 'thing_edit',
        sections: [{ key: 'main', fields: [{ field: 'size' }] }],
      },
      'entities/thing.entity.json': {
        $kind: 'entity',
        $extends: 'base/entity/thing',
        name: 'thing',
        properties: { size: { type: 'integer' } },
      },
    },
    { base: '*' },
  )

  const { sources, compiled, diagnostics } = await compile([above, base])

  expect(diagnostics).toEqual([])
  expect([...compiled.keys()]).toEqual(['base/entity/thing', 'base/form/thing_edit'])
  expect(sources.get('base/form/thing_edit')).toMatchObject({ pack: 'base', layers: ['base', 'above'] })
  expect(JSON.parse(sources.get('base/form/thing_edit')!.text).sections[0].fields).toHaveLength(2)
})

test('a fault of a merged definition is shown in the file that wrote it', async () => {
  const above = pack(
    'above',
    {
      'forms/thing_edit.form.json': {
        $kind: 'form',
        $extends: 'base/form/thing_edit',
        name: 'thing_edit',
        sections: [{ key: 'main', fields: [{ field: 'siez' }] }],
      },
    },
    { base: '*' },
  )

  const { diagnostics } = await compile([base, above])

  expect(diagnostics).toHaveLength(1)
  expect(diagnostics[0]).toMatchObject({
    code: 'form.unknown_field',
    file: 'above/forms/thing_edit.form.json',
    pointer: '/sections/0/fields/1/field',
  })
  expect(above.files[1]!.text.split('\n')[diagnostics[0]!.line - 1]).toContain('"siez"')
})

test('what is extended must be there, be the same, and be below', async () => {
  const extending = (content: object, requires = { base: '*' } as Record<string, string>) =>
    pack('above', { 'entities/thing.entity.json': { $kind: 'entity', name: 'thing', ...content } }, requires)
  const codes = async (above: ReturnType<typeof pack>) =>
    (await compile([base, above])).diagnostics.map(each => each.code)

  expect(await codes(extending({ $extends: 'base/entity/thng' }))).toEqual(['definition.extends_invalid'])
  expect(await codes(extending({ $extends: 'base/entity/thing' }, {}))).toEqual(['definition.extends_not_required'])
  expect(await codes(extending({ $extends: 5 }))).toEqual(['definition.extends_invalid'])
  const unknown = pack(
    'above',
    { 'entities/thng.entity.json': { $kind: 'entity', name: 'thng', $extends: 'base/entity/thng' } },
    { base: '*' },
  )
  expect(await codes(unknown)).toEqual(['definition.extends_unknown'])
})

test('names are unique per kind over all packs, and equal to the file’s', async () => {
  const other = pack('other', { 'entities/thing.entity.json': entity('thing') })

  const { diagnostics, compiled } = await compile([base, other])
  expect(diagnostics.map(({ code, file }) => [code, file])).toEqual([
    ['definition.duplicate_name', 'other/entities/thing.entity.json'],
  ])
  expect(compiled.has('other/entity/thing')).toBe(false)

  const faults = async (path: string, content: object) =>
    (await compile([pack('p', { [path]: content })])).diagnostics.map(each => each.code)
  expect(await faults('entities/thing.entity.json', entity('thin'))).toEqual(['definition.name_mismatch'])
  expect(await faults('entities/Thing.entity.json', entity('Thing'))).toEqual(['definition.invalid_name'])
  expect(await faults('entities/thing.entity.json', form('thing', 'thing'))).toEqual(['definition.kind_mismatch'])
  expect(await faults('entities/thing.entity.json', [])).toEqual(['json.not_object'])
})

test('a local text stands for the whole definition; a faulty one leaves none', async () => {
  const id = 'base/form/thing_edit'
  const local = { ...form('thing_edit', 'thing'), title: '本地' }

  const { sources, compiled } = await compile([base], [{ id, text: JSON.stringify(local) }])
  expect(compiled.get(id)!.source).toMatchObject({ title: '本地', layers: ['base', 'local'] })
  expect(sources.get(id)!.text).toBe(JSON.stringify(local))

  const broken = await compile([base], [{ id, text: '{' }])
  expect(broken.compiled.has(id)).toBe(false)
  expect(broken.diagnostics.map(({ code, file }) => [code, file])).toEqual([
    ['json.syntax', 'base/forms/thing_edit.form.json'],
  ])

  const extending = await compile([base], [{ id, text: JSON.stringify({ ...local, $extends: id }) }])
  expect(extending.diagnostics.map(each => each.code)).toEqual(['definition.extends_local'])
  expect((await compile([base], [{ id: 'base/frm/x', text: '{}' }])).diagnostics).toMatchObject([
    { code: 'definition.unknown_kind', nearest: 'form' },
  ])
})

test('published texts compile without their packs', async () => {
  const { sources } = await compile([base])

  const again = await compile(
    [],
    [...sources.values()].map(({ id, text, layers }) => ({ id, text, layers })),
  )

  expect(again.diagnostics).toEqual([])
  expect([...again.compiled.values()].map(({ source }) => [source.id, source.hash, source.layers])).toEqual(
    [...sources.values()].map(source => [source.id, source.hash, source.layers]),
  )
})

test('texts are translated by pointers that name items by their key', async () => {
  const id = 'base/form/thing_edit'
  const english = {
    [id]: { '/title': 'Form', '/sections/main/title': 'Main', '/sections/0/fields/name/help': 'The whole name.' },
    'base/entity/thing': { '/title': 'Thing', '/properties/name/title': 'Name' },
  }
  const translated = { ...base, files: [...base.files, { path: 'locales/en.json', text: JSON.stringify(english) }] }

  const { texts, compiled, diagnostics } = await compile([translated])
  const snapshot = snapshotOf({ compiled, texts })

  expect(diagnostics).toEqual([])
  const content = compiled.get(id)!.source.content
  expect(localise(content, pointer => snapshot.text(id, pointer, 'en'))).toMatchObject({
    title: 'Form',
    sections: [{ title: 'Main', fields: [{ field: 'name', help: 'The whole name.' }] }],
  })
  expect(content).toMatchObject({ title: '表单' })
  expect(snapshot.text(id, '/title', 'fr')).toBeUndefined()
})

test('a translation of nothing is an error, a missing one a warning', async () => {
  const english = {
    'base/entity/thing': { '/title': 'Thing', '/properties/nam/title': 'Name' },
    'base/form/thing_edt': {},
  }
  const only = pack('base', { 'entities/thing.entity.json': entity('thing'), 'locales/en.json': english })

  const { diagnostics } = await compile([only])

  expect(diagnostics.map(({ code, severity, pointer }) => [code, severity, pointer])).toEqual([
    ['locale.missing', 'warning', '/base~1entity~1thing/~1properties~1name~1title'],
    ['locale.unknown_pointer', 'error', '/base~1entity~1thing/~1properties~1nam~1title'],
    ['locale.unknown_definition', 'error', '/base~1form~1thing_edt'],
  ])
  expect(diagnostics[1]!.nearest).toBe('/properties/name/title')
})

test('what the local layer takes away or brings is no fault of a translation', async () => {
  const english = { 'base/entity/thing': { '/title': 'Thing', '/properties/name/title': 'Name' } }
  const only = pack('base', { 'entities/thing.entity.json': entity('thing'), 'locales/en.json': english })
  const local = entity('thing', { label: { type: 'string', title: '标签' } }, { 'x-display': 'label' })

  const { texts, diagnostics } = await compile([only], [{ id: 'base/entity/thing', text: JSON.stringify(local) }])

  expect(diagnostics).toEqual([])
  expect(texts).toEqual({ en: { 'base/entity/thing': { '/title': 'Thing' } } })
})

test('a snapshot finds definitions by kind and name, and says what is near an unknown one', async () => {
  const { compiled } = await compile([base])
  const snapshot = snapshotOf({ id: 7, compiled, versions: new Map([['base/entity/thing', 3]]) })

  expect(snapshot.get('entity', 'thing').version).toBe(3)
  expect(snapshot.get('form', 'thing_edit').version).toBe(1)
  expect(snapshot.all('entity').map(each => each.source.id)).toEqual(['base/entity/thing'])
  expect(snapshot.find('entity', 'nothing')).toBeUndefined()
  expect(() => snapshot.get('entity', 'thng')).toThrow(UnknownDefinition)
  expect(() => snapshot.get('entity', 'thng')).toThrow('Did you mean "thing"?')
})

test('cases name what they test', async () => {
  const file = (of: string, cases: object[]) =>
    pack('p', { 'entities/thing.entity.json': entity('thing'), 'cases/x.case.json': { $kind: 'case', of, cases } })
  const one = { key: 'a', title: 'A', given: {}, then: {} }

  expect((await compile([file('entity/thing', [one])])).caseFiles).toMatchObject([
    { kind: 'entity', name: 'thing', cases: [one] },
  ])
  expect((await compile([file('entity/thng', [one])])).diagnostics).toMatchObject([
    { code: 'case.unknown_subject', nearest: 'thing', pointer: '/of' },
  ])
  expect((await compile([file('entity/thing', [one, one])])).diagnostics).toMatchObject([
    { code: 'case.duplicate_key', pointer: '/cases/1/key' },
  ])
})
