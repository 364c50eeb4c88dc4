import { afterAll, expect, test } from 'vitest'
import { FakeClock } from '../../base/clock.ts'
import { NotAllowed, NotFound } from '../../base/errors.ts'
import { silentLog } from '../../base/log.ts'
import { compileDefinitions } from '../../metadata/compile-definitions.ts'
import { snapshotOf } from '../../metadata/snapshot-of.ts'
import type { DocumentJob } from '../../rendering/document-job.ts'
import { DocumentRenderer } from '../../rendering/document-renderer.ts'
import { renderTemplate } from '../../rendering/render-template.ts'
import type { RunContext } from '../../runtime/context.ts'
import { entityKind } from '../entity/kind.ts'
import { tinyPack } from './fixtures/tiny-pack.ts'
import { documentTemplateKind } from './kind.ts'
import { documentTemplateRoutes } from './routes.ts'
import { documentTemplateOperations, type PrintedDocument } from './run.ts'

const renderer = new DocumentRenderer()
afterAll(() => renderer.stop())

const CONTRACT = {
  id: 'c1',
  version: 1,
  number: 'CT-2026-0000001',
  customer: 'k1',
  kind: 'sale',
  signed_on: '2026-03-05',
  amount: '1409.50',
  remark: 'first\nsecond <b>',
  tags: ['骨科', '耗材'],
  lines: [
    { id: 'l1', product: 'p1', quantity: '10.0000', gross: '1000.00', _labels: { product: '接骨板' } },
    { id: 'l2', product: 'p1', quantity: '2.5000', gross: '409.50', _labels: { product: '接骨板' } },
  ],
  _labels: { customer: '浙江医院' },
}
const CUSTOMER = { id: 'k1', version: 1, name: '浙江医院', vip: true, rank: 'a', _labels: {} }
const PRODUCT = { id: 'p1', version: 1, name: '接骨板', model: 'JB-12', _labels: {} }
const ALL = { 'contract/c1': CONTRACT, 'customer/k1': CUSTOMER, 'product/p1': PRODUCT }

test('values are written as their types ask for, in the language of the document', async () => {
  const html = await htmlOf('{{number}}|{{customer}}|{{kind}}|{{signed_on}}|{{amount}}|{{tags}}|{{remark}}')

  expect(html).toBe('CT-2026-0000001|浙江医院|销售合同|2026-03-05|1,409.50|骨科、耗材|first<br>second &lt;b&gt;')
})

test('formatters, titles and what stands behind references', async () => {
  const html = await htmlOf(
    '{{capital_amount amount}}|{{date signed_on "long"}}|{{customer.name}}|{{customer.vip}}|{{#with customer}}{{rank}}|{{../number}}{{/with}}|{{title amount}}|{{title lines.quantity}}|{{date @today}}',
  )

  expect(html).toBe('壹仟肆佰零玖元伍角整|2026年3月5日|浙江医院|是|甲级|CT-2026-0000001|含税金额|数量|2026-11-22')
})

test('lines are numbered and read their products', async () => {
  const html = await htmlOf(
    '{{#each lines}}{{@number}} {{product}} {{product.model}} {{quantity}} {{decimal quantity 2}} {{../number}};{{/each}}',
  )

  expect(html).toBe('1 接骨板 JB-12 10 10.00 CT-2026-0000001;2 接骨板 JB-12 2.5 2.50 CT-2026-0000001;')
})

test('an English document takes the translations of the packs', async () => {
  const html = await htmlOf('{{title amount}}|{{kind}}|{{customer.vip}}|{{date signed_on "long"}}|{{tags}}', {
    head: { language: 'en' },
  })

  expect(html).toBe('Amount with tax|Sale|Yes|5 March 2026|骨科, 耗材')
})

test('an empty field is written as nothing, and conditions see it so', async () => {
  const records = {
    ...ALL,
    'contract/c1': { ...CONTRACT, amount: null, signed_on: null, customer: null, kind: null, _labels: {} },
  }

  const html = await htmlOf(
    '[{{amount}}{{date signed_on}}{{customer}}{{customer.name}}{{kind}}]{{#if customer}}yes{{else}}no{{/if}}',
    { records },
  )

  expect(html).toBe('[]no')
})

test('a record that is printed becomes a PDF named after it', async () => {
  const { ctx } = await contextOf('<h1 class="center">{{number}}</h1>', ALL)

  const printed = await documentTemplateOperations(renderer)['render']!('print', { recordId: 'c1' }, ctx)

  const { bytes, fileName, contentType } = printed as PrintedDocument
  expect(Buffer.from(bytes).toString('latin1', 0, 5)).toBe('%PDF-')
  expect([fileName, contentType]).toEqual(['合同打印 CT-2026-0000001.pdf', 'application/pdf'])
})

test('a field that the reader may not see keeps the document from being printed', async () => {
  const { amount: _, ...masked } = CONTRACT
  const { ctx } = await contextOf('{{amount}}', { ...ALL, 'contract/c1': masked })

  const printed = documentTemplateOperations(renderer)['render']!('print', { recordId: 'c1' }, ctx)

  await expect(printed).rejects.toThrow(NotAllowed)
  await expect(printed).rejects.toMatchObject({ code: 'document.field_hidden', details: { field: 'amount' } })
})

test('so do a hidden field of a line, and a record behind a reference that he may not read', async () => {
  const { gross: _, ...line } = CONTRACT.lines[0]!
  const hiddenInLine = contextOf('{{#each lines}}{{gross}}{{/each}}', {
    ...ALL,
    'contract/c1': { ...CONTRACT, lines: [line] },
  })
  const hiddenCustomer = contextOf('{{customer.name}}', { 'contract/c1': CONTRACT })

  const render = documentTemplateOperations(renderer)['render']!
  await expect(render('print', { recordId: 'c1' }, (await hiddenInLine).ctx)).rejects.toMatchObject({
    details: { field: 'lines.gross' },
  })
  await expect(render('print', { recordId: 'c1' }, (await hiddenCustomer).ctx)).rejects.toMatchObject({
    details: { field: 'customer' },
  })
})

test('the route gives the bytes a Chinese file name and knows only documents of its entity', async () => {
  const { ctx } = await contextOf('<p>{{number}}</p>', ALL)
  const [route] = documentTemplateRoutes
  const ask = (entity: string) =>
    route!.handler({
      params: { entity, id: 'c1', template: 'print' },
      query: {},
      body: undefined,
      ifMatch: undefined,
      locale: 'zh-CN',
      ctx,
    })

  const reply = await ask('contract')

  expect(reply.contentType).toBe('application/pdf')
  expect(reply.headers?.['content-disposition']).toBe(
    `inline; filename*=UTF-8''${encodeURIComponent('合同打印 CT-2026-0000001.pdf')}`,
  )
  await expect(ask('customer')).rejects.toThrow(NotFound)
})

type Records = Record<string, Record<string, unknown>>

async function contextOf(body: string, records: Records, head: Record<string, unknown> = {}) {
  const { compiled, texts, diagnostics } = await compileDefinitions({
    packs: [tinyPack(body, head)],
    kinds: [entityKind, documentTemplateKind],
    functions: [],
  })
  expect(diagnostics.filter(each => each.severity === 'error')).toEqual([])
  const operations = documentTemplateOperations(renderer)
  const ctx = {
    snapshot: snapshotOf({ compiled, texts }),
    clock: new FakeClock('2026-11-22T03:00:00Z'),
    log: silentLog,
    run: async (kind: string, name: string, operation: string, input: { id: string }) => {
      if (kind === 'document-template') return operations[operation]!(name, input, ctx)
      const record = records[`${name}/${input.id}`]
      if (record === undefined) throw new NoSuchRecord('record.not_found', 'There is no such record.')
      return record
    },
  } as unknown as RunContext
  return { ctx }
}

class NoSuchRecord extends NotFound {}

/** The HTML that the worker would lay out. */
async function htmlOf(
  body: string,
  { head = {}, records = ALL }: { head?: Record<string, unknown>; records?: Records } = {},
): Promise<string> {
  const { ctx } = await contextOf(body, records, head)
  let html = ''
  const toHtml = {
    render: async (job: DocumentJob) => ((html = renderTemplate(job)), new Uint8Array()),
  } as unknown as DocumentRenderer
  await documentTemplateOperations(toHtml)['render']!('print', { recordId: 'c1' }, ctx)
  return html
}
