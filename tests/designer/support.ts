import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { startEngineProcess, type EngineProcess } from '../support/engine-process.ts'
import { openBrowser } from '../support/browser.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

/** A running engine with the demo, and a browser. */
export interface DemoApp {
  url: string
  /** SQL as the owner of its database, for rows that no demo account may enter. */
  query(sql: string): Promise<unknown[]>
  /** A window of its own, signed in through the sign-in page, in this language. */
  signIn(login: string, locale?: 'zh-CN' | 'en'): Promise<Page>
  /** Errors that pages reported and requests the content security policy stopped; must stay empty. */
  faults: string[]
  close(): Promise<void>
}

/** `settings`: a jingwei.config.json for this engine. */
export async function openDemoApp(settings: object = {}): Promise<DemoApp> {
  const db = await testDatabase()
  const cwd = await mkdtemp(path.join(tmpdir(), 'jingwei-browser-'))
  await writeFile(path.join(cwd, 'jingwei.config.json'), JSON.stringify(settings))
  const engine = await startEngineProcess({
    cwd,
    args: ['--demo', '--data', 'data'],
    env: { DATABASE_URL: db.url, DATABASE_OWNER_URL: db.ownerUrl, JINGWEI_LOG_LEVEL: 'error' },
  })
  const browser = await openBrowser()
  const faults: string[] = []
  return {
    url: engine.url,
    query: async sql => (await db.database.owner.query(sql)).rows,
    faults,
    signIn: (login, locale = 'zh-CN') => signIn({ engine, browser, faults }, login, locale),
    close: () => close({ db, engine, browser, cwd }),
  }
}

async function signIn(
  { engine, browser, faults }: { engine: EngineProcess; browser: Browser; faults: string[] },
  login: string,
  locale: 'zh-CN' | 'en',
) {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', error => faults.push(`${login}: ${error.message}`))
  // A refused request is an answer that the page shows; everything else on the console is a fault of ours.
  page.on(
    'console',
    message =>
      message.type() === 'error' &&
      !/status of 4\d\d/.test(message.text()) &&
      faults.push(`${login}: ${message.text()}`),
  )
  await page.goto(engine.url)
  await page.getByLabel(locale === 'en' ? 'User name' : '用户名').fill(login)
  await page.getByLabel(locale === 'en' ? 'Password' : '密码').fill('jingwei-demo')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: locale === 'en' ? /^Account/ : /^账号/ }).waitFor()
  return page
}

async function close({
  db,
  engine,
  browser,
  cwd,
}: {
  db: TestDatabase
  engine: EngineProcess
  browser: Browser
  cwd: string
}): Promise<void> {
  await browser.close()
  await engine.stop()
  await db.drop()
  await rm(cwd, { recursive: true, force: true })
}

/** Types into a picker that searches, and takes the first answer. */
export async function pick(page: Page, label: string, words: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.keyboard.type(words)
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: words }).first().click()
}
