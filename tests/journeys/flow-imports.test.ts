import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FlowImport } from '../../engine/src/kinds/flow/import/import-flow.ts'
import { flowWorld, type FlowWorld } from '../support/flow-world.ts'

const role = (name: string, rules: object[]) => ({
  path: `roles/${name}.role.json`,
  text: JSON.stringify({ $kind: 'role', name, title: name, rules }),
})

let world: FlowWorld
beforeAll(async () => {
  world = await flowWorld({
    files: [
      role('author', [{ key: 'own', action: ['edit'], subject: 'definition' }]),
      role('clerk', [{ key: 'own', action: ['read'], subject: 'person' }]),
    ],
    units: { hq: { type: 'company' } },
    people: { author: { unit: 'hq' }, clerk: { unit: 'hq' } },
    rolesOf: { author: ['author'], clerk: ['clerk'] },
  })
})
afterAll(() => world.drop())

const model = readFileSync(path.join(import.meta.dirname, '../conformance/foreign/flowable/async-retry.bpmn'), 'utf8')

const send = (person: string, body: object) => world.request(person, 'POST', '/flow-imports', { body })

test('an author is told what becomes of a foreign model, and gets it as a flow', async () => {
  const refused = (await send('author', { text: model, file: 'async-retry.bpmn' })) as FlowImport
  const map = { 'com.example.BookDelegate': 'rooms.book' }
  const found = (await send('author', { text: model, name: 'book_room', map })) as FlowImport

  expect(refused).toMatchObject({ verdict: 'refused', dialect: 'flowable', code: ['com.example.BookDelegate'] })
  expect(found).toMatchObject({
    verdict: 'mapped',
    name: 'book_room',
    renamed: [{ from: 'asyncRetry', to: 'book_room' }],
  })
  expect(found.needs).toContainEqual({ what: 'function', name: 'rooms.book', at: 'book' })
  expect(found.text).toContain('<process id="book_room"')
})

test('who may not edit definitions is refused, and so is what is no BPMN', async () => {
  await expect(send('clerk', { text: model })).rejects.toMatchObject({ status: 403, code: 'access.missing_right' })
  await expect(send('author', { text: 'hello' })).rejects.toMatchObject({ status: 422, code: 'flow.import_unreadable' })
})
