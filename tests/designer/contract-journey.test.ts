import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDemoApp, pick, type DemoApp } from './support.ts'

let app: DemoApp
beforeAll(async () => {
  app = await openDemoApp()
}, 120_000)
afterAll(() => app?.close())

test('a contract is written, returned, corrected, approved and proved, in Chinese', { timeout: 180_000 }, async () => {
  // given a sales rep who writes a contract 12 % below the list price
  const rep = await app.signIn('sr1')
  const number = await writeContract(rep)

  // when he submits it
  await rep.getByRole('button', { name: '提交审批' }).click()
  await rep.getByText('审批中').first().waitFor()

  // then it waits for the area manager, who returns it with an opinion
  const manager = await app.signIn('sm')
  await openTask(manager, number)
  await manager.getByRole('button', { name: '退回', exact: true }).click()
  await expectText(manager, '意见')
  await manager.getByPlaceholder(/意见/).fill('请补充备注。')
  await manager.getByRole('button', { name: '退回', exact: true }).click()
  await manager.getByText(number).first().waitFor({ state: 'hidden' })

  // and the rep corrects it and hands it in again
  await openTask(rep, number)
  await rep.getByText('请补充备注。').first().waitFor()
  await rep.getByLabel('备注', { exact: true }).fill('按年度用量执行。')
  await rep
    .getByRole('button', { name: /完成|提交/ })
    .last()
    .click()

  // when everybody of level L2 approves
  await openTask(manager, number)
  await approve(manager, number)
  for (const login of ['rd', 'pc']) {
    const approver = await app.signIn(login)
    await openTask(approver, number)
    await approve(approver, number)
  }

  // then the contract is effective, its timeline tells the story, and it prints
  await openContract(rep, number)
  await rep.getByText('生效').first().waitFor()
  for (const words of ['请补充备注。', '片区经理审批：同意', '大区总监与定价审批：同意']) await expectText(rep, words)
  expect(await printed(rep)).toMatch(/^%PDF-/)
  expect(app.faults).toEqual([])
})

test('the same screens speak English', { timeout: 120_000 }, async () => {
  const rep = await app.signIn('sr1', 'en')
  await rep.getByRole('link', { name: 'Contracts', exact: true }).click()
  await rep
    .getByRole('heading', { name: /Contracts?/ })
    .first()
    .waitFor()
  await expectText(rep, 'Effective')

  await rep.getByText(/^CT-/).first().click()
  await rep.getByRole('heading', { name: /^CT-/ }).waitFor()
  await expectText(rep, 'Print')

  expect(await rep.locator('body').innerText()).not.toMatch(/合同编号|含税金额|审批中/)
  expect(app.faults).toEqual([])
})

async function writeContract(page: Page): Promise<string> {
  await page.getByRole('link', { name: '合同', exact: true }).click()
  await page
    .getByRole('button', { name: '新建' })
    .or(page.getByRole('link', { name: '新建' }))
    .click()
  await page.getByLabel('合同名称').fill('松澜骨科医院监护仪采购')
  await pick(page, '客户', '松澜')
  await pick(page, '价目表', 'B 直销')
  await pick(page, '签约主体', '清禾医疗器械')
  await page.getByLabel('结束日期').fill('2027-12-31')
  await page.keyboard.press('Enter')
  await page.getByLabel('产品，第 1 行').click()
  await page.keyboard.type('EQ-010')
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: 'EQ-010' }).first().click()
  await page.getByLabel('数量，第 1 行').fill('1')
  const list = await listPrice(page)
  await page.getByLabel('成交单价，第 1 行').fill((list * 0.88).toFixed(2))
  await page.getByLabel('合同账期（天）').fill('60')
  await page.getByRole('status', { name: '最高折扣' }).getByText('12 %').waitFor()
  await page.getByRole('button', { name: '创建' }).click()
  const heading = page.getByRole('heading', { name: /^CT-\d{4}-\d{7}/ })
  await heading.waitFor()
  return /CT-\d{4}-\d{7}/.exec(await heading.innerText())![0]
}

/** The list price that the server looked up for the first line. */
async function listPrice(page: Page): Promise<number> {
  const cell = page.getByRole('table', { name: '产品明细' }).getByRole('row').nth(1).getByRole('cell').nth(3)
  await expect.poll(() => cell.innerText(), { timeout: 10_000 }).toMatch(/\d/)
  return Number((await cell.innerText()).replaceAll(',', ''))
}

async function openTask(page: Page, number: string): Promise<void> {
  await page.goto(`${app.url}/tasks`)
  await page.getByText(number).first().click()
  await page.getByRole('heading', { name: new RegExp(number) }).waitFor()
}

async function approve(page: Page, number: string): Promise<void> {
  await page.getByRole('button', { name: '同意', exact: true }).click()
  await page.getByText(number).first().waitFor({ state: 'hidden' })
}

async function openContract(page: Page, number: string): Promise<void> {
  await page.goto(`${app.url}/pages/contract_list`)
  await page.getByText(number).first().click()
  await page.getByRole('heading', { name: new RegExp(number) }).waitFor()
}

const expectText = (page: Page, text: string): Promise<void> => page.getByText(text).first().waitFor()

/** The first bytes of what the print button leads to. */
async function printed(page: Page): Promise<string> {
  const id = /records\/contract\/([0-9a-f-]{36})/.exec(page.url())![1]
  const answer = await page.request.get(`${app.url}/api/records/contract/${id}/documents/contract_print`)
  expect(answer.status()).toBe(200)
  return (await answer.body()).subarray(0, 8).toString('latin1')
}
