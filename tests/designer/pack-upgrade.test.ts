import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPackFolder } from '../../engine/src/host/read-pack-folder.ts'
import { kinds } from '../../engine/src/kinds/index.ts'
import { buildPackFile } from '../../engine/src/metadata/pack-file/pack-file.ts'
import { newKeyPair, signerOf } from '../../engine/src/runtime/packs/pack-keys.ts'
import { signIn, type HttpClient } from '../support/http-client.ts'
import { openDemoApp, type DemoApp } from './support.ts'

const maker = newKeyPair()
const stranger = newKeyPair()

let app: DemoApp
beforeAll(async () => {
  app = await openDemoApp({ trustedKeys: { acme: maker.publicKey } })
}, 120_000)
afterAll(() => app?.close())

const FORM = 'workshop/form/repair_order_edit'
const RULES = 'workshop/rule-set/order_gate'
const PART = 'workshop/entity/part'

// One story, in order: a pack is installed, changed here, upgraded with two conflicts, and taken away again.
test('a pack is installed after its changes were looked at', { timeout: 120_000 }, async () => {
  const page = await openPacks()

  await chooseFile(page, '1.0', stranger.privateKey)
  await page.getByRole('dialog').getByText('不在受信任的列表中').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '知道了' }).click()
  await chooseFile(page, '1.0')

  await page.getByRole('heading', { name: '安装 workshop 1.0.0' }).waitFor()
  await page.getByText('由 acme 签名，内容完好').waitFor()
  await page.getByText('没有冲突').waitFor()
  await apply(page, '应用')
  await page.getByText('现已生效').waitFor()

  await page.getByRole('alert').getByRole('link', { name: '返回包列表' }).click()
  await page.getByRole('row', { name: /维修车间.*1\.0\.0.*签名：acme/ }).waitFor()
  expect(app.faults).toEqual([])
})

test(
  'an upgrade asks about each conflict, and the keys 1, 2, 3, n and p decide them',
  { timeout: 120_000 },
  async () => {
    // given edits of a form, a rule and a field, where the new version changes the same
    const admin = await signIn(app.url, 'admin', 'jingwei-demo')
    await edit(admin, FORM, '写明现象和出现时间。', '写明现象，附照片编号。')
    await edit(admin, RULES, '"value": "1000"', '"value": "1500"')
    await edit(admin, PART, '"title": "库存"', '"title": "库存", "maximum": 9999')
    const page = await openPacks()
    await page
      .getByRole('row', { name: /维修车间/ })
      .getByRole('link', { name: '3 项' })
      .waitFor()

    // when the new version comes
    await chooseFile(page, '1.1')
    await page.getByRole('heading', { name: '升级 维修车间：1.0.0 → 1.1.0' }).waitFor()
    await page.getByText('3 处待决定，共 3 处').waitFor()
    await page.getByText('规则“小额”：金额 ≤ 1,000 → 2,000').waitFor()
    await page.getByRole('button', { name: '处理 3 处冲突' }).click()

    // then each key takes a side, and the counter says what is left
    const sides = { 库存: '3', 小额: '2', 帮助: '1' }
    await page.getByRole('heading', { name: '还剩 3 处，共 3 处' }).waitFor()
    await decideCurrent(page, sides)
    await page.getByRole('heading', { name: '还剩 2 处，共 3 处' }).waitFor()
    await page.keyboard.press('n')
    await decideCurrent(page, sides)
    await page.keyboard.press('n')
    await decideCurrent(page, sides)
    await page.getByRole('heading', { name: '3 处全部决定' }).waitFor()
    const chosen = () => Promise.all(['原值', '新值', '本地值'].map(side => chosenSides(page, side).count()))
    expect(await chosen()).toEqual([1, 1, 1])

    // and p goes back to the one of the form, for another answer
    while (!(await current(page).innerText()).includes('帮助')) await page.keyboard.press('p')
    await page.keyboard.press('3')
    await expect.poll(chosen).toEqual([0, 1, 2])
    await page.getByText('选择已保存').waitFor()

    // and what was chosen is in force
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByText('3 处全部已决定').waitFor()
    await apply(page, '应用')
    await page.getByText('现已生效').waitFor()
    expect(await textOf(admin, FORM)).toContain('写明现象，附照片编号。')
    expect(await textOf(admin, RULES)).toContain('"value": "2000"')
    expect(await textOf(admin, PART)).toContain('"maximum": 9999')
    expect(await packs(admin)).toContain('workshop 1.1.0')
    expect(app.faults).toEqual([])
  },
)

test('choices outlive a reload, and a plan is given up without a trace', { timeout: 120_000 }, async () => {
  const page = await openPacks()
  await chooseFile(page, '1.0')
  await page.getByRole('dialog').getByRole('button', { name: '查看会改变什么' }).click()
  await page.getByRole('heading', { name: '改回 维修车间：1.1.0 → 1.0.0' }).waitFor()
  await page.getByRole('button', { name: /^处理 \d+ 处冲突/ }).click()
  await page.getByRole('heading', { name: /^还剩/ }).waitFor()
  await page.keyboard.press('3')
  await page.getByText('选择已保存').waitFor()
  const counter = await page.getByRole('heading', { level: 1 }).innerText()

  await page.reload()

  await page.getByRole('heading', { name: counter }).waitFor()
  expect(await chosenSides(page, '本地值').count()).toBe(1)
  await page.getByRole('link', { name: /^改回/ }).click()
  await page.getByRole('button', { name: '放弃方案' }).click()
  await page.getByText('方案已放弃，什么都没有改变').waitFor()
  await page.getByRole('row', { name: /维修车间.*1\.1\.0/ }).waitFor()
})

test('uninstalling lists the records that stay, and asks about local changes', { timeout: 120_000 }, async () => {
  await app.query(
    `insert into app.client (id, version, created_at, updated_at, name) values (gen_random_uuid(), 1, now(), now(), '一号客户')`,
  )
  const page = await openPacks()

  await page.getByRole('button', { name: '维修车间的更多操作' }).click()
  await page.getByRole('menuitem', { name: '卸载…' }).click()
  await page.getByRole('heading', { name: '留在数据库里的记录' }).waitFor()
  await page.getByRole('listitem').filter({ hasText: 'client' }).getByText('1 条记录').waitFor()
  await page.getByRole('button', { name: /^处理 \d+ 处冲突/ }).click()
  await page.getByRole('button', { name: '其余全部…' }).click()
  await page.getByRole('menuitem', { name: /采用新值/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^确\s?定$/ })
    .click()
  await page.getByRole('heading', { name: /处全部决定/ }).waitFor()
  await page.getByRole('button', { name: '继续' }).click()
  await apply(page, '卸载')
  await page.getByText('现已生效').waitFor()

  const admin = await signIn(app.url, 'admin', 'jingwei-demo')
  expect((await packs(admin)).join()).not.toContain('workshop')
  expect(await app.query('select name from app.client')).toEqual([{ name: '一号客户' }])
  expect(app.faults).toEqual([])
})

/** Takes the side that belongs to what is asked. */
async function decideCurrent(page: Page, sides: Readonly<Record<string, string>>): Promise<void> {
  const words = await current(page).innerText()
  const [, key] = Object.entries(sides).find(([place]) => words.includes(place))!
  await page.keyboard.press(key)
}

const current = (page: Page) => page.locator('li[aria-current=true]').getByRole('heading')

const chosenSides = (page: Page, side: string) => page.getByRole('radio', { name: side, checked: true })

async function openPacks(): Promise<Page> {
  const page = await app.signIn('admin')
  await page.goto(`${app.url}/studio/packs`)
  await page.getByRole('button', { name: '安装或升级…' }).waitFor()
  return page
}

async function chooseFile(page: Page, version: string, key: string = maker.privateKey): Promise<void> {
  const folder = await readPackFolder(path.join(import.meta.dirname, '../packs/upgrade', version))
  const { bytes } = await buildPackFile(folder, kinds, signerOf(key))
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: `workshop-${version}.0.jwpack`, mimeType: '', buffer: Buffer.from(bytes) })
}

async function apply(page: Page, verb: string): Promise<void> {
  await page.getByRole('button', { name: `${verb}…` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('修改说明').fill('随新版本')
  await dialog.getByRole('button', { name: verb, exact: true }).click()
}

async function edit(admin: HttpClient, id: string, before: string, after: string): Promise<void> {
  const { body } = await admin.get(`/api/definitions/${id}`)
  const text = (body.text as string).replace(before, after)
  expect(text).not.toBe(body.text)
  const published = await admin.post('/api/publications', { changes: [{ id, text, baseHash: body.hash }] })
  expect(published.status, JSON.stringify(published.body)).toBe(201)
}

const textOf = async (admin: HttpClient, id: string): Promise<string> =>
  (await admin.get(`/api/definitions/${id}`)).body.text

async function packs(admin: HttpClient): Promise<string[]> {
  const { items } = (await admin.get('/api/packs')).body as { items: { name: string; version: string }[] }
  return items.map(({ name, version }) => `${name} ${version}`)
}
