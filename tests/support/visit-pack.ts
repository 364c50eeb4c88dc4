/** A small sound pack for the tests of kinds that ask for records: visits, people, a role, a list. */
const named = (name: string, rest: object) => ({ name, title: name, ...rest })
const text = { type: 'string' }

const visit = named('visit', {
  $kind: 'entity',
  type: 'object',
  'x-display': 'subject',
  properties: {
    subject: text,
    kind: { type: 'string', oneOf: [{ const: 'onsite', title: 'On site' }] },
    held_on: { type: 'string', format: 'date' },
    minutes: { type: 'integer' },
    cost: { type: 'string', format: 'decimal', 'x-money': { currency: 'CNY' } },
    share: { type: 'string', format: 'decimal', 'x-decimal': { precision: 7, scale: 4 }, 'x-percent': true },
    tags: { type: 'array', items: text },
    person: { type: 'string', format: 'uuid', 'x-ref': 'guest' },
  },
})
const guest = named('guest', {
  $kind: 'entity',
  type: 'object',
  'x-display': 'name',
  properties: { name: text, born_on: { type: 'string', format: 'date' } },
})
const list = (name: string, entity: string, field: string) =>
  named(name, { $kind: 'page', type: 'list', entity, columns: [{ field }] })

export const visitPack: Readonly<Record<string, unknown>> = {
  'entities/visit.entity.json': visit,
  'entities/guest.entity.json': guest,
  'roles/head.role.json': named('head', { $kind: 'role', rules: [{ key: 'all', action: 'read', subject: 'visit' }] }),
  'pages/visit_list.page.json': list('visit_list', 'visit', 'subject'),
  'pages/guest_list.page.json': list('guest_list', 'guest', 'name'),
}
