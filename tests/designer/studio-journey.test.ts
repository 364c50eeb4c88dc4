import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn, type HttpClient } from '../support/http-client.ts'
import { openDemoApp, type DemoApp } from './support.ts'

let app: DemoApp
beforeAll(async () => {
  app = await openDemoApp()
}, 120_000)
afterAll(() => app?.close())

const PATH = {
  rules: '/studio/medical-device/rule-set/discount_authority',
  flow: '/studio/medical-device/flow/contract_approval',
}

test(
  'an admin changes a limit and an approver without code, and the next contract follows both',
  { timeout: 180_000 },
  async () => {
    // given a contract 11 % below list: it needs the area manager, and then the region director and pricing
    const rep = await signIn(app.url, 'sr1', 'jingwei-demo')
    expect(await approversOf(rep, await submitContract(rep, 0.89))).toEqual(['approve_sm', 'approve_rd_pc'])

    // when an admin raises the limit of L1 from 10 to 12
    const admin = await app.signIn('admin')
    await admin.goto(app.url + PATH.rules)
    const cell = admin
      .getByRole('row', { name: /L1/ })
      .getByRole('gridcell')
      .or(admin.getByRole('row', { name: /L1/ }).getByRole('cell'))
      .nth(2)
    await cell.click()
    await admin.keyboard.type('12')
    await admin.keyboard.press('Enter')
    await publishAgainstCases(admin, /L1.*10 → 12/, '提高 L1 上限')

    // then the next such contract is the area manager's alone
    expect(await approversOf(rep, await submitContract(rep, 0.89))).toEqual(['approve_sm'])

    // when the approver of that step becomes the pricing position
    await admin.goto(app.url + PATH.flow)
    await admin.locator('[data-element-id=approve_sm]').first().click()
    await choose(admin, '审批人类型', '岗位')
    await choose(admin, '岗位', '定价')
    await publishAgainstCases(admin, /片区经理审批/, '改由定价审批')

    // then the next contract waits for pricing, and no longer for the area manager
    const contract = await submitContract(rep, 0.89)
    const { body } = await rep.get(`/api/records/contract/${contract}/instances`)
    const pricing = await signIn(app.url, 'pc', 'jingwei-demo')
    const waiting = body.items[0].path.find((step: { state: string }) => step.state === 'current')
    expect(waiting.people.map((person: { id: string }) => person.id)).toEqual([pricing.session.user.id])
    expect(app.faults).toEqual([])
  },
)

test('undo and redo work, and a reload loses nothing of a draft', { timeout: 120_000 }, async () => {
  const analyst = await app.signIn('analyst')
  await analyst.goto(app.url + PATH.rules)
  const cell = analyst
    .getByRole('row', { name: /L2/ })
    .getByRole('gridcell')
    .or(analyst.getByRole('row', { name: /L2/ }).getByRole('cell'))
    .nth(2)
  await cell.click()
  await analyst.keyboard.type('17')
  await analyst.keyboard.press('Enter')
  await expect.poll(() => cell.innerText(), { timeout: 10_000 }).toBe('17')

  await analyst.keyboard.press('Control+z')
  await expect.poll(() => cell.innerText(), { timeout: 10_000 }).toBe('15')
  await analyst.keyboard.press('Control+Shift+z')
  await expect.poll(() => cell.innerText(), { timeout: 10_000 }).toBe('17')

  await analyst.reload()
  await expect.poll(() => cell.innerText(), { timeout: 15_000 }).toBe('17')
  await analyst.getByText(/^草稿，基于第/).waitFor()
})

/**
 * Publishes although the pack's cases say otherwise, which takes a mark and a reason. `words`: what the dialog says is
 * changed. Resolves when the new version is in force.
 */
async function publishAgainstCases(page: Page, words: RegExp, note: string): Promise<void> {
  await page.getByRole('button', { name: '发布', exact: true }).click()
  const dialog = page.getByRole('dialog')
  const button = dialog.getByRole('button', { name: '发布', exact: true })
  const all = dialog.getByRole('checkbox', { name: /^全部不再适用/ })
  await all.waitFor()
  await dialog.getByRole('listitem').filter({ hasText: words }).first().waitFor()
  expect(await dialog.getByRole('list', { name: '不通过的用例' }).innerText()).toMatch(/应为 .+，实际为 .+/)
  expect(await button.isDisabled()).toBe(true)

  await all.focus()
  await page.keyboard.press('Space')
  await dialog.getByText('请在说明里写明用例为什么不再适用').waitFor()
  expect(await button.isDisabled()).toBe(true)

  await dialog.getByLabel('修改说明').fill(note)
  await button.click()
  await page.getByText(/已发布第 \d+ 版/).waitFor()
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).first().click()
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option }).first().click()
}

/** Approval elements of the predicted path. */
async function approversOf(rep: HttpClient, contract: string): Promise<string[]> {
  const { body } = await rep.get(`/api/records/contract/${contract}/instances`)
  return body.items[0].path
    .filter((step: { kind: string }) => step.kind === 'approval')
    .map((step: { element: string }) => step.element)
}

/** One analyser at `factor` × list price. */
async function submitContract(rep: HttpClient, factor: number): Promise<string> {
  const first = async (entity: string, filter: object) =>
    (await rep.get(`/api/records/${entity}?limit=1&filter=${encodeURIComponent(JSON.stringify(filter))}`)).body.items[0]
  const [customer, priceList, seller, product] = await Promise.all([
    first('customer', { price_level: { eq: 'b_direct' } }),
    first('price_list', { code: { eq: 'B_direct' } }),
    first('legal_entity', {}),
    first('product', { code: { eq: 'EQ-010' } }),
  ])
  const prices = (await rep.get(`/api/records/price_list/${priceList.id}`)).body.lines
  const list = prices.find((line: { product: string }) => line.product === product.id).price
  const made = await rep.post('/api/records/contract', {
    title: '设计室测试合同',
    customer: customer.id,
    seller: seller.id,
    price_list: priceList.id,
    valid_to: '2027-12-31',
    payment_days: customer.payment_days,
    lines: [{ product: product.id, quantity: '1', unit_price: (Number(list) * factor).toFixed(2) }],
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const submitted = await rep.post(
    `/api/records/contract/${made.body.id}/transitions/submit`,
    {},
    { 'if-match': `"${made.body.version}"` },
  )
  expect(submitted.status, JSON.stringify(submitted.body)).toBe(200)
  return made.body.id
}
