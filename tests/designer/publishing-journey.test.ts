import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn, type HttpClient } from '../support/http-client.ts'
import { openDemoApp, type DemoApp } from './support.ts'

let app: DemoApp
beforeAll(async () => {
  app = await openDemoApp()
}, 120_000)
afterAll(() => app?.close())

const RULES = 'medical-device/rule-set/discount_authority'

test(
  'an analyst changes a limit and submits it; not she but another person approves it, and it is in force',
  { timeout: 180_000 },
  async () => {
    // given a pack whose changes a second person has to look at
    const admin = await signIn(app.url, 'admin', 'jingwei-demo')
    await setPolicy(admin, 'four_eyes')

    // when the analyst raises the discount and the amount up to which area managers decide, and submits her draft;
    // cases of the pack say otherwise, so she marks them and says why
    const analyst = await app.signIn('analyst')
    await analyst.goto(`${app.url}/studio/${RULES}`)
    await setCell(analyst, 'L1', 2, '12')
    await setCell(analyst, 'L1', 4, '600000')
    await analyst.getByText(/^草稿，基于第 1 版 · 已保存/).waitFor()
    await analyst.getByRole('link', { name: '发布 1' }).click()
    await analyst
      .getByRole('article', { name: '折扣审批权限' })
      .getByText(/L1.*500,000 → 600,000/)
      .waitFor()
    await analyst.getByRole('checkbox', { name: /^全部不再适用/ }).check()
    await analyst.getByText('请在说明里写明用例为什么不再适用').waitFor()
    await analyst.getByLabel('发布说明').fill('片区授权提高')
    await analyst.getByRole('button', { name: '提交评审' }).click()

    // then she sees it waiting, and why she can't approve it; the server refuses her too
    await analyst.getByText('这是您自己提交的').waitFor()
    expect(await analyst.getByRole('button', { name: '通过并发布' }).count()).toBe(0)
    const id = analyst.url().split('/').at(-1)!
    const submitted = await admin.get(`/api/publications/${id}`)
    const own = await signIn(app.url, 'analyst', 'jingwei-demo')
    const refused = await own.post(`/api/publications/${id}/approve`, { contentHash: submitted.body.contentHash })
    expect([refused.status, refused.body.code]).toEqual([403, 'publication.own_review'])
    expect(await versionInForce(admin)).toBe(1)

    // when somebody else has looked at it and approves
    const reviewer = await app.signIn('admin')
    await reviewer.goto(`${app.url}/studio/publications`)
    await reviewer.getByRole('table').getByRole('link', { name: '折扣审批权限' }).click()
    const change = reviewer.getByRole('article', { name: '折扣审批权限' })
    await change.getByText(/L1.*500,000 → 600,000/).waitFor()
    await change.getByText('规则表').click()
    await change.getByRole('row', { name: /L1/ }).getByText('修改').waitFor()
    await reviewer.getByText(/提交人确认 \d+ 个用例不再适用/).waitFor()
    await reviewer.getByRole('list', { name: '不再适用的用例' }).getByText(/应为/).first().waitFor()
    await reviewer.getByRole('button', { name: '通过并发布' }).click()

    // then it is in force, and her draft is gone
    await reviewer.getByText('已发布', { exact: true }).waitFor()
    expect(await versionInForce(admin)).toBe(2)
    await analyst.goto(`${app.url}/studio/publish`)
    await analyst.getByText('没有待发布的草稿').waitFor()
    expect((await own.get('/api/drafts')).body.items).toEqual([])
    await setPolicy(admin, 'off')
    expect(app.faults).toEqual([])
  },
)

test('an earlier version is compared and brought back', { timeout: 120_000 }, async () => {
  const api = await signIn(app.url, 'admin', 'jingwei-demo')
  const [first] = (await api.get(`/api/definitions/${RULES}/versions`)).body.items.toSorted(
    (a: { version: number }, b: { version: number }) => a.version - b.version,
  )
  const admin = await app.signIn('admin')
  await admin.goto(`${app.url}/studio/${RULES}`)
  await admin.getByRole('button', { name: '历史版本' }).click()
  const history = admin.getByRole('dialog')
  await history.getByText(/L1.*500,000 → 600,000/).waitFor()

  await history.getByRole('button', { name: /^第 1 版/ }).click()
  await history.getByRole('button', { name: '恢复第 1 版' }).click()
  await admin.getByRole('button', { name: '恢复第 1 版' }).last().click()

  await admin.getByText('已恢复第 1 版').waitFor()
  await expect.poll(() => cell(admin, 'L1', 4).innerText(), { timeout: 15_000 }).toBe('500,000')
  expect((await api.get(`/api/definitions/${RULES}`)).body).toMatchObject({
    version: 3,
    hash: first.hash,
    local: false,
  })
  expect(app.faults).toEqual([])
})

test('a draft that is edited in two windows is never written over unasked', { timeout: 120_000 }, async () => {
  const one = await app.signIn('analyst')
  const other = await app.signIn('analyst')
  for (const page of [one, other]) await page.goto(`${app.url}/studio/${RULES}`)
  await cell(other, 'L2', 4).waitFor()

  // the same draft, begun in two windows
  await setCell(one, 'L2', 4, '2100000')
  await one.getByText(/已保存$/).waitFor()
  await setCell(other, 'L2', 4, '2200000')
  await other.getByText('这份草稿在另一个窗口或设备上也被修改过').waitFor()

  // what differs is said in words; keeping this one replaces the other
  await other.getByRole('button', { name: '对照并选择' }).click()
  await other
    .getByRole('dialog')
    .getByText(/L2.*2,100,000 → 2,200,000/)
    .waitFor()
  await other.getByRole('button', { name: '保留这里的内容' }).click()
  await other.getByText(/已保存$/).waitFor()

  // another browser goes on where she left off
  const third = await app.signIn('analyst')
  await third.goto(`${app.url}/studio/${RULES}`)
  await expect.poll(() => cell(third, 'L2', 4).innerText(), { timeout: 15_000 }).toBe('2,200,000')
  expect(app.faults).toEqual([])
})

const cell = (page: Page, row: string, column: number): Locator => {
  const found = page.getByRole('row', { name: new RegExp(row) })
  return found.getByRole('gridcell').or(found.getByRole('cell')).nth(column)
}

async function setCell(page: Page, row: string, column: number, text: string): Promise<void> {
  await cell(page, row, column).click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

async function setPolicy(api: HttpClient, review: 'off' | 'four_eyes'): Promise<void> {
  const answer = await api.put('/api/packs/medical-device/policy', { review })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}

const versionInForce = async (api: HttpClient): Promise<number> =>
  (await api.get(`/api/definitions/${RULES}`)).body.version
