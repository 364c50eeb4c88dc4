import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { discountFiles, discountRules } from '../support/discount-rules.ts'
import { openHttpShop, type HttpShop, type Visitor } from '../support/http-shop.ts'

const ID = 'shop/rule-set/discount'

/** May change rule sets, and leaves publishing to others. */
const editorRole = {
  path: 'roles/editor.role.json',
  text: JSON.stringify({
    $kind: 'role',
    name: 'editor',
    title: '编辑',
    rules: [{ key: 'rules', action: ['read', 'edit'], subject: 'definition', conditions: { kind: 'rule-set' } }],
  }),
}

let shop: HttpShop
let author: Visitor
let admin: Visitor
let reviewer: Visitor
let rep: Visitor

beforeAll(async () => {
  shop = await openHttpShop([...discountFiles, editorRole])
  author = await shop.visitor('author', ['boss'])
  admin = await shop.visitor('admin', ['boss'])
  reviewer = await shop.visitor('reviewer', ['boss'])
  rep = await shop.visitor('rep', ['rep'])
})
afterAll(() => shop.close())
beforeEach(() => policy('off'))

const policy = async (review: 'off' | 'four_eyes') =>
  expect(await admin.ask('PUT', '/packs/shop/policy', { review })).toMatchObject({ status: 200, body: { review } })

const inForce = async () => (await author.ask('GET', `/definitions/${ID}`)).body

async function change(limit: string, rest: object = {}) {
  return { changes: [{ id: ID, text: discountRules(limit), baseHash: (await inForce()).hash, ...rest }] }
}

/** Limits that nobody published before: a text that is in force can't be submitted. */
let last = 10_000
const newLimit = () => String(++last / 1_000)

const submit = async (who: Visitor, rest: object = {}) =>
  (await who.ask('POST', '/publications', { ...(await change(newLimit())), ...rest })).body

/** Sessions end before days do. */
const inAMinute = () => new Date(shop.clock.now().getTime() + 60_000).toISOString()

const steps = (id: string) =>
  shop.rows('select action, reason, changes from jw.audit_entry where subject_id = $1 order by seq', [id])

test('a draft is saved, submitted, refused to its author and to an admin, approved by a second person and in force', async () => {
  await policy('four_eyes')
  const { text, hash, version } = await inForce()
  const mine = discountRules('12.5')

  const saved = await author.ask('PUT', `/drafts/${ID}`, { text: mine, baseHash: hash, revision: null })
  expect(saved).toMatchObject({ status: 200, body: { revision: 1, updatedAt: expect.any(String) } })
  expect((await admin.ask('GET', '/drafts')).body.items).toMatchObject([
    { id: ID, author: { name: 'author' }, mine: false, baseVersion: version, stale: false },
  ])

  const changes = [{ id: ID, text: mine, baseHash: hash }]
  const submitted = await author.ask('POST', '/publications', { changes, note: '放宽到 12.5 %' })
  expect(submitted).toMatchObject({
    status: 201,
    body: {
      state: 'in_review',
      note: '放宽到 12.5 %',
      author: { name: 'author' },
      changes: [{ id: ID, kind: 'rule-set', title: '折扣权限', beforeText: text, afterText: mine }],
      cases: { passed: 2, failed: [] },
      stale: [],
      permissions: { approve: false, reject: false, withdraw: true },
    },
  })
  expect(submitted.body.changes[0].comparison.changes).toHaveLength(1)
  const { id, contentHash } = submitted.body
  const path = `/publications/${id}`

  expect(await author.ask('POST', `${path}/approve`, { contentHash })).toMatchObject({
    status: 403,
    body: { code: 'publication.own_review' },
  })
  expect(await admin.ask('POST', '/definitions/publish', { changes })).toMatchObject({
    status: 403,
    body: { code: 'publication.review_required', packs: ['shop'] },
  })
  expect(await rep.ask('GET', path)).toMatchObject({ status: 403, body: { code: 'access.missing_right' } })
  expect((await inForce()).hash).toBe(hash)

  expect((await reviewer.ask('GET', path)).body.permissions).toEqual({ approve: true, reject: true, withdraw: false })
  const approved = await reviewer.ask('POST', `${path}/approve`, { contentHash, comment: '同意' })
  expect(approved).toMatchObject({
    status: 200,
    body: { state: 'published', reviewer: { name: 'reviewer' }, comment: '同意', snapshot: expect.any(Number) },
  })
  expect(await inForce()).toMatchObject({ text: mine, version: version + 1, local: true })
  expect((await author.ask('GET', '/drafts')).body.items).toEqual([])
  expect(await steps(id)).toMatchObject([
    { action: 'publication.submitted', reason: '放宽到 12.5 %', changes: { contentHash } },
    { action: 'publication.approved', reason: '同意', changes: { contentHash } },
    { action: 'publication.published', changes: { contentHash, snapshot: approved.body.snapshot } },
  ])
  expect((await author.ask('GET', '/snapshots')).body.items[0]).toMatchObject({
    id: approved.body.snapshot,
    inForce: true,
    note: '放宽到 12.5 %',
    publication: id,
    reviewer: { name: 'reviewer' },
    changed: [ID],
  })
})

test('an author may not approve what he submitted, even as the only one with every right', async () => {
  await policy('four_eyes')
  const { id, contentHash } = await submit(admin)

  expect(await admin.ask('POST', `/publications/${id}/approve`, { contentHash })).toMatchObject({ status: 403 })
  expect(await admin.ask('POST', `/publications/${id}/reject`, { comment: 'no' })).toMatchObject({
    status: 403,
    body: { code: 'publication.own_review' },
  })

  expect((await admin.ask('POST', `/publications/${id}/withdraw`)).body.state).toBe('withdrawn')
})

test('turning the policy off lets no open review through', async () => {
  await policy('four_eyes')
  const { id, contentHash } = await submit(admin)

  await policy('off')

  expect(await admin.ask('POST', `/publications/${id}/approve`, { contentHash })).toMatchObject({
    body: { code: 'publication.own_review' },
  })
  expect((await admin.ask('GET', `/publications/${id}`)).body.state).toBe('in_review')
  expect(
    await shop.rows(
      `select changes from jw.audit_entry where action = 'pack_policy.changed' order by seq desc limit 1`,
    ),
  ).toEqual([{ changes: { review: ['four_eyes', 'off'] } }])
  await admin.ask('POST', `/publications/${id}/withdraw`)
})

test('only the content that was looked at is approved', async () => {
  await policy('four_eyes')
  const { id } = await submit(author)

  const answer = await reviewer.ask('POST', `/publications/${id}/approve`, { contentHash: 'a'.repeat(64) })

  expect(answer).toMatchObject({ status: 409, body: { code: 'publication.other_content' } })
  expect((await reviewer.ask('POST', `/publications/${id}/reject`, { comment: '再想想' })).body).toMatchObject({
    state: 'rejected',
    comment: '再想想',
  })
})

test('a review goes stale when another version is published meanwhile', async () => {
  await policy('four_eyes')
  const first = await submit(author)
  const second = await submit(admin)
  await reviewer.ask('POST', `/publications/${first.id}/approve`, { contentHash: first.contentHash })

  expect((await reviewer.ask('GET', `/publications/${second.id}`)).body.stale).toEqual([ID])
  const answer = await reviewer.ask('POST', `/publications/${second.id}/approve`, { contentHash: second.contentHash })

  expect(answer).toMatchObject({ status: 409, body: { code: 'publication.stale', ids: [ID] } })
  await admin.ask('POST', `/publications/${second.id}/withdraw`)
})

test('an end is final', async () => {
  await policy('four_eyes')
  const { id, contentHash } = await submit(author)
  await author.ask('POST', `/publications/${id}/withdraw`)

  expect(await reviewer.ask('POST', `/publications/${id}/approve`, { contentHash })).toMatchObject({
    status: 409,
    body: { code: 'publication.not_open', state: 'withdrawn' },
  })
  expect(await reviewer.ask('POST', `/publications/${id}/withdraw`)).toMatchObject({
    status: 403,
    body: { code: 'publication.not_the_author' },
  })
})

test('red cases block publishing, and say which', async () => {
  const body = { changes: [{ id: ID, text: discountRules('30'), baseHash: (await inForce()).hash }] }

  for (const path of ['/publications', '/definitions/publish'])
    expect(await author.ask('POST', path, body)).toMatchObject({
      status: 422,
      body: {
        code: 'publication.cases_failed',
        cases: { passed: 1, failed: [{ key: 'twenty', title: '20 % 要审批' }] },
      },
    })
  expect(await author.ask('POST', '/definitions/impact', body)).toMatchObject({
    status: 200,
    body: { diagnostics: [], comparisons: [{ id: ID }], cases: { failed: [{ key: 'twenty' }] }, schema: null },
  })
})

test("a pack's case that the change is meant to contradict is set aside by name, seen by the reviewer, and not asked about again", async () => {
  await policy('four_eyes')
  const setAside = [{ of: 'rule-set/discount', key: 'twenty' }]
  const send = async (limit: string, rest: object) =>
    author.ask('POST', '/publications', { ...(await change(limit)), ...rest })

  expect(await send('30', { setAside: [{ of: 'rule-set/discount', key: 'other' }] })).toMatchObject({ status: 422 })
  const { status, body } = await send('30', { setAside })
  expect(status).toBe(201)
  expect(body.cases.failed).toMatchObject([{ key: 'twenty', tolerated: 'set_aside' }])
  expect((await steps(body.id))[0].changes).toMatchObject({ setAside })
  const approved = await reviewer.ask('POST', `/publications/${body.id}/approve`, { contentHash: body.contentHash })
  expect(approved.body.state).toBe('published')

  const again = await send('31', {})
  expect(again.body.cases.failed).toMatchObject([{ key: 'twenty', tolerated: 'known' }])
  await author.ask('POST', `/publications/${again.body.id}/withdraw`)
  await policy('off')
  expect((await send('10.5', {})).body).toMatchObject({ state: 'published', cases: { failed: [] } })
  expect(await send('30', {})).toMatchObject({ status: 422, body: { code: 'publication.cases_failed' } })
})

test('a moment that no clock shows is refused', async () => {
  const body = { ...(await change(newLimit())), publishAt: '9999-12-31T23:59:60Z' }

  expect(await author.ask('POST', '/publications', body)).toMatchObject({ status: 400 })
})

test('a new definition of a pack that is not installed is refused, with the pack that was meant', async () => {
  const changes = [{ id: 'shpo/rule-set/discount_two', text: discountRules('10'), baseHash: null }]

  expect(await author.ask('POST', '/publications', { changes })).toMatchObject({
    status: 400,
    body: { code: 'definition.bad_changes', detail: expect.stringContaining('"shop"') },
  })
})

test('without a policy it is published at once', async () => {
  const body = { ...(await change(newLimit())), note: '小改' }

  const answer = await author.ask('POST', '/publications', body)

  expect(answer).toMatchObject({ status: 201, body: { state: 'published', reviewer: null, note: '小改' } })
  expect((await inForce()).text).toBe(body.changes[0]!.text)
})

test('who may edit but not publish is always reviewed, and publishes nothing by himself', async () => {
  const editor = await shop.visitor('editor', ['editor'])
  const body = await change(newLimit())

  expect(await editor.ask('POST', '/definitions/publish', body)).toMatchObject({
    status: 403,
    body: { code: 'access.missing_right' },
  })
  const submitted = await editor.ask('POST', '/publications', body)
  expect(submitted).toMatchObject({ status: 201, body: { state: 'in_review', permissions: { approve: false } } })
  const { id, contentHash } = submitted.body
  const other = await shop.visitor('other editor', ['editor'])
  expect(await other.ask('POST', `/publications/${id}/approve`, { contentHash })).toMatchObject({
    status: 403,
    body: { code: 'access.missing_right', action: 'publish' },
  })

  expect((await reviewer.ask('POST', `/publications/${id}/approve`, { contentHash })).body.state).toBe('published')
})

test('errors, overtaken bases and what is in force already are refused before anything is kept', async () => {
  const { text, hash } = await inForce()
  const count = async () => (await shop.rows('select count(*) from jw.publication'))[0].count
  const before = await count()
  const sent = (changed: object) =>
    author.ask('POST', '/publications', { changes: [{ id: ID, baseHash: hash, ...changed }] })

  expect(await sent({ text: '{' })).toMatchObject({ status: 422, body: { code: 'definition.publication_refused' } })
  expect(await sent({ text: discountRules('9'), baseHash: 'b'.repeat(64) })).toMatchObject({
    status: 409,
    body: { code: 'definition.changed_meanwhile', ids: [ID] },
  })
  expect(await sent({ text })).toMatchObject({ status: 422, body: { code: 'publication.nothing_changed' } })
  expect(await sent({})).toMatchObject({ status: 400, body: { code: 'definition.bad_changes' } })
  expect(await sent({ text: 'a\0' })).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
  expect(
    await author.ask('POST', '/publications', { ...(await change('9')), publishAt: '2020-01-01T00:00:00Z' }),
  ).toMatchObject({ status: 422, body: { code: 'publication.date_past' } })
  expect(await count()).toBe(before)
})

test('a dated publication comes into force when it is due, once', async () => {
  const body = { ...(await change(newLimit())), publishAt: inAMinute() }
  const { body: scheduled } = await author.ask('POST', '/publications', body)
  expect(scheduled).toMatchObject({ state: 'scheduled', publishAt: body.publishAt })
  expect(await shop.engine.publicationPump.runOnce()).toBe(0)

  shop.clock.advance(60_000)
  const taken = await Promise.all([shop.engine.publicationPump.runOnce(), shop.engine.publicationPump.runOnce()])

  expect(taken.toSorted()).toEqual([0, 1])
  expect((await author.ask('GET', `/publications/${scheduled.id}`)).body.state).toBe('published')
  expect((await inForce()).text).toBe(body.changes[0]!.text)
})

test('a dated publication that was overtaken fails with its reason, and its author can submit again', async () => {
  const { id } = (await author.ask('POST', '/publications', { ...(await change(newLimit())), publishAt: inAMinute() }))
    .body
  await submit(admin)

  shop.clock.advance(60_000)
  await shop.engine.publicationPump.runOnce()

  expect((await author.ask('GET', `/publications/${id}`)).body).toMatchObject({
    state: 'failed',
    failure: { code: 'publication.stale', message: expect.stringContaining(ID) },
  })
  expect((await steps(id)).map(step => step.action)).toEqual(['publication.submitted', 'publication.failed'])
})

test('a policy that came after the date was set counts when the date comes', async () => {
  const { id } = (await author.ask('POST', '/publications', { ...(await change(newLimit())), publishAt: inAMinute() }))
    .body
  await policy('four_eyes')

  shop.clock.advance(60_000)
  await shop.engine.publicationPump.runOnce()

  expect((await author.ask('GET', `/publications/${id}`)).body).toMatchObject({
    state: 'failed',
    failure: { code: 'publication.review_required' },
  })
})

test('any version is restored as a new one, and taking the local change away gives the text of the pack', async () => {
  const before = await inForce()
  const versions = (await author.ask('GET', `/definitions/${ID}/versions`)).body.items
  expect(versions[0]).toMatchObject({ version: before.version, size: Buffer.byteLength(before.text) })
  const two = (await author.ask('GET', `/definitions/${ID}/versions/2`)).body

  const restored = await author.ask('POST', `/definitions/${ID}/restore`, { version: 2, note: '还是旧的好' })
  expect(restored).toMatchObject({ status: 201, body: { state: 'published', note: '还是旧的好' } })
  expect(await inForce()).toMatchObject({ text: two.text, version: before.version + 1, local: true })

  expect(await author.ask('POST', `/definitions/${ID}/restore`, { version: 1 })).toMatchObject({ status: 201 })
  expect(await inForce()).toMatchObject({ text: discountRules('10'), version: before.version + 2, local: false })
  const again = { changes: [{ id: ID, remove: true, baseHash: (await inForce()).hash }] }
  expect(await author.ask('POST', '/publications', again)).toMatchObject({ body: { code: 'definition.bad_changes' } })
})

test('two versions are compared, and each with what the pack says', async () => {
  await submit(author)
  const { version } = await inForce()
  const compare = async (query: string) => (await author.ask('GET', `/definitions/${ID}/compare?${query}`)).body

  expect(await compare('from=pack&to=current')).toMatchObject({
    from: { version: 'pack', text: discountRules('10') },
    to: { version },
    comparison: { changes: [{ op: 'replace', before: { fact: 'pct', value: '10' } }] },
  })
  expect((await compare(`from=${version}&to=current`)).comparison.changes).toEqual([])
  expect(await author.ask('GET', `/definitions/${ID}/compare?from=9999`)).toMatchObject({
    status: 404,
    body: { code: 'definition.unknown_version' },
  })
})

test('what a local version changed is kept field by field, with the version of the pack below', async () => {
  await submit(author)
  const { version } = await inForce()

  expect(
    await shop.rows('select * from jw.local_patch where definition_id = $1 and version = $2', [ID, version]),
  ).toMatchObject([
    {
      base_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      base_pack_version: '0.1.0',
      changes: [{ op: 'replace', before: { fact: 'pct', value: '10' } }],
    },
  ])
})

test('it says where a definition is used', async () => {
  const { body } = await author.ask('GET', '/definitions/shop/entity/customer/references')

  expect(body.items).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: 'shop/entity/contract', to: expect.stringContaining('entity/customer') }),
    ]),
  )
})

test('two windows do not overwrite each other, and a draft of somebody else is not mine', async () => {
  const put = (revision: number | null, text: string, who = author) =>
    who.ask('PUT', '/drafts/shop/rule-set/new_one', { text, baseHash: null, revision })
  await put(null, 'first')

  expect(await put(null, 'second')).toMatchObject({
    status: 409,
    body: { code: 'draft.changed_elsewhere', revision: 1 },
  })
  expect(await put(1, 'second')).toMatchObject({ status: 200, body: { revision: 2 } })
  expect(await put(1, 'third')).toMatchObject({ status: 409, body: { revision: 2 } })
  expect(await put(null, 'mine', admin)).toMatchObject({ status: 200, body: { revision: 1 } })
  expect((await author.ask('GET', '/drafts/shop/rule-set/new_one')).body).toMatchObject({ text: 'second', revision: 2 })
  expect(await rep.ask('GET', '/drafts')).toMatchObject({ status: 403 })

  expect(await author.ask('DELETE', '/drafts/shop/rule-set/new_one')).toMatchObject({ status: 204 })
  expect(await author.ask('GET', '/drafts/shop/rule-set/new_one')).toMatchObject({
    status: 404,
    body: { code: 'draft.unknown' },
  })
})

test('a pack that is not installed has no policy', async () => {
  expect(await admin.ask('PUT', '/packs/elsewhere/policy', { review: 'off' })).toMatchObject({
    status: 404,
    body: { code: 'pack_plan.not_installed' },
  })
})

test('records that would break are found before anything is submitted', async () => {
  const { text, hash } = (await author.ask('GET', '/definitions/shop/entity/customer')).body
  const content = JSON.parse(text)
  content.properties.region = { type: 'integer', title: '大区' }
  const body = { changes: [{ id: 'shop/entity/customer', text: JSON.stringify(content, null, 2), baseHash: hash }] }

  const answer = await author.ask('POST', '/publications', body)

  expect(answer).toMatchObject({ status: 422 })
  expect(answer.body).toMatchObject({
    code: 'publication.records_in_the_way',
    breaks: [{ entity: 'customer', field: 'region', problem: 'other_type' }],
  })
})
