// `npm run screens`: draws every page of docs/screens from the demo data, on an engine of its own.
//   --only <part of a name>   draws fewer
//   --engine <address>        uses a running engine with demo data instead of starting one
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { planUpgrade, UPGRADE_SETTINGS } from './support/upgrade-plan.mjs'
import { ensureDesigner } from './support/workspace.mjs'

if (Number.parseInt(process.versions.node, 10) < 24) {
  console.error('Use `npm run screens`, not bare `node`: this project pins Node 24 in node_modules/.bin')
  process.exit(1)
}
const { chromium } = await import('playwright-core')

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const folder = path.join(root, 'docs/screens')
const DEMO_PASSWORD = 'jingwei-demo'
const SIZES = { 1440: { width: 1440, height: 900 }, 375: { width: 375, height: 812 } }
const LANGUAGES = { zh: 'zh-CN', en: 'en' }
const THEMES = ['light', 'dark']

const RULES = 'medical-device/rule-set/discount_authority'
/** What is drawn: who looks, where, and what is done first. `path` may ask the API. */
const PAGES = [
  { name: 'sign-in', login: null, path: () => '/' },
  { name: 'contract-list', login: 'sr1', path: () => '/pages/contract_list' },
  {
    name: 'contract-record',
    login: 'gm',
    path: async api => `/records/contract/${await contractIn(api, 'effective')}`,
  },
  {
    name: 'contract-in-review',
    login: 'sr1',
    path: async api => `/records/contract/${await contractIn(api, 'review')}`,
  },
  {
    name: 'contract-form',
    login: 'sr1',
    path: async api => `/records/contract/${await contractIn(api, 'draft')}/edit`,
  },
  { name: 'contract-new', login: 'sr1', path: () => '/records/contract/new' },
  {
    name: 'task',
    login: 'rd',
    path: async api => `/tasks/${(await api('/api/tasks?folder=todo&limit=1')).items[0].id}`,
  },
  { name: 'task-list', login: 'rd', path: () => '/tasks', widths: [375] },
  {
    name: 'studio-flow',
    login: 'admin',
    path: () => '/studio/medical-device/flow/contract_approval',
    widths: [1440],
    prepare: tab => tab.locator('[data-element-id=approve_sm]').first().click(),
  },
  {
    name: 'studio-rules',
    login: 'admin',
    path: () => '/studio/medical-device/rule-set/discount_authority',
    widths: [1440],
    prepare: async tab => {
      const values = ['13.5', '24.2', '820000', '0']
      const inputs = tab.getByRole('region', { name: /^(试算|Try it)$/ }).getByRole('textbox')
      await inputs.first().waitFor()
      for (const [i, value] of values.entries()) await inputs.nth(i).fill(value)
    },
  },
  {
    name: 'studio-publish',
    login: 'admin',
    path: async (api, send) => {
      await draftOfRules(api, send)
      return '/studio/publish'
    },
    prepare: tab => tab.getByText(/500,000 → 600,000/).waitFor(),
  },
  {
    name: 'studio-review',
    login: 'admin',
    path: async (api, send) => `/studio/publications/${await submittedRules(api, send)}`,
    prepare: tab => tab.getByText(/500,000 → 600,000/).waitFor(),
  },
  {
    name: 'studio-history',
    login: 'admin',
    path: async (api, send) => {
      await publishedRules(api, send)
      return `/studio/${RULES}?history`
    },
    prepare: tab =>
      tab
        .getByRole('dialog')
        .getByText(/500,000 → 600,000/)
        .waitFor(),
  },
  // The last ones: they install a pack, and the pages before are drawn without it.
  { name: 'studio-packs', login: 'admin', path: async () => (await upgradePlan()) && '/studio/packs' },
  { name: 'studio-pack-plan', login: 'admin', path: async () => `/studio/packs/plans/${await upgradePlan()}` },
  {
    name: 'studio-conflicts',
    login: 'admin',
    path: async () => `/studio/packs/plans/${await upgradePlan()}/conflicts`,
  },
]

let upgrade
/** Made once, for all pictures. */
const upgradePlan = () => (upgrade ??= planUpgrade(engine.address, DEMO_PASSWORD))

const { values: options } = parseArgs({ options: { only: { type: 'string' }, engine: { type: 'string' } } })
await ensureDesigner()
const engine = options.engine ? { address: options.engine, stop: async () => {} } : await startEngine()
const browser = await chromium.launch({ executablePath: await browserPath(), args: ['--no-sandbox'] })
try {
  await mkdir(folder, { recursive: true })
  for (const page of PAGES.filter(page => page.name.includes(options.only ?? ''))) await drawAll(page)
} finally {
  await browser.close()
  await engine.stop()
}

async function drawAll(page) {
  for (const width of page.widths ?? [1440, 375]) {
    for (const [language, locale] of Object.entries(LANGUAGES)) {
      for (const theme of THEMES) await draw(page, { width, language, locale, theme })
    }
  }
}

async function draw(page, { width, language, locale, theme }) {
  const name = `${page.name}-${language}-${width}-${theme}`
  const phone = width < 640
  const context = await browser.newContext({
    baseURL: engine.address,
    viewport: SIZES[width],
    deviceScaleFactor: phone ? 2 : 1,
    isMobile: phone,
    hasTouch: phone,
    colorScheme: theme,
    locale,
    reducedMotion: 'reduce',
  })
  try {
    if (page.login) await signIn(context, page.login, locale)
    const tab = await context.newPage()
    const faults = []
    tab.on('pageerror', error => faults.push(error.message))
    tab.on(
      'console',
      message => message.type() === 'error' && !/status of 401/.test(message.text()) && faults.push(message.text()),
    )
    await tab.goto(
      await page.path(
        pathname => readJson(context, pathname),
        (method, pathname, data) => sendJson(context, method, pathname, data),
      ),
    )
    await tab.waitForLoadState('networkidle')
    await page.prepare?.(tab)
    await tab.screenshot({ path: path.join(folder, `${name}.png`) })
    console.log(name)
    if (faults.length > 0) throw new Error(`${name}: ${faults.join('; ')}`)
  } finally {
    await context.close()
  }
}

async function signIn(context, login, locale) {
  const answer = await context.request.post('/api/session', { data: { login, password: DEMO_PASSWORD } })
  if (!answer.ok()) throw new Error(`${login} can't sign in: ${answer.status()} ${await answer.text()}`)
  const { csrfToken } = await answer.json()
  await context.request.patch('/api/session', { data: { locale }, headers: { 'x-csrf-token': csrfToken } })
}

async function readJson(context, pathname) {
  const answer = await context.request.get(pathname)
  if (!answer.ok()) throw new Error(`${pathname}: ${answer.status()} ${await answer.text()}`)
  return answer.json()
}

async function sendJson(context, method, pathname, data) {
  const { csrfToken } = await readJson(context, '/api/session')
  const answer = await context.request.fetch(pathname, { method, data, headers: { 'x-csrf-token': csrfToken } })
  if (!answer.ok()) throw new Error(`${method} ${pathname}: ${answer.status()} ${await answer.text()}`)
  return answer.json()
}

/** The limit of the first level raised, as its author left it. */
async function draftOfRules(api, send) {
  const { items } = await api('/api/drafts')
  if (items.some(draft => draft.mine && draft.id === RULES)) return
  await send('PUT', `/api/drafts/${RULES}`, await raisedLimit(api).then(change => ({ ...change, revision: null })))
}

/** Id of the same change on the calendar, where it waits for its date. */
async function submittedRules(api, send) {
  const { items } = await api('/api/publications?state=open')
  if (items[0]) return items[0].id
  const changes = [{ id: RULES, ...(await raisedLimit(api)) }]
  const order = { changes, note: '片区经理的授权提高到六十万', publishAt: '2099-01-01T00:00:00Z' }
  return (await send('POST', '/api/publications', order)).id
}

/** Gives the rules a second version; the pages that show it as a change are drawn before. */
async function publishedRules(api, send) {
  const { items } = await api(`/api/definitions/${RULES}/versions`)
  if (items.length > 1) return
  const changes = [{ id: RULES, ...(await raisedLimit(api)) }]
  await send('POST', '/api/publications', { changes, note: '片区经理的授权提高到六十万' })
}

async function raisedLimit(api) {
  const { text, hash } = await api(`/api/definitions/${RULES}`)
  return { text: text.replace('"500000"', '"600000"'), baseHash: hash }
}

async function contractIn(api, status) {
  const filter = encodeURIComponent(JSON.stringify({ status: { eq: status } }))
  const { items } = await api(`/api/records/contract?filter=${filter}&sort=-number&limit=1`)
  if (!items[0]) throw new Error(`The demo data has no contract in state ${status}`)
  return items[0].id
}

async function startEngine() {
  const data = await mkdtemp(path.join(os.tmpdir(), 'jingwei-screens-'))
  await writeFile(path.join(data, 'jingwei.config.json'), JSON.stringify(UPGRADE_SETTINGS))
  const child = spawn(
    process.execPath,
    [
      '--conditions=development',
      path.join(root, 'engine/src/main.ts'),
      'start',
      '--port',
      '0',
      '--data',
      path.join(data, 'data'),
      '--demo',
    ],
    { cwd: data, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = new Promise(resolve => child.on('exit', resolve))
  const address = await new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', chunk => {
      said += chunk
      const found = /https?:\/\/[\d.:a-z]+/.exec(said)
      if (found) resolve(found[0])
    })
    void ended.then(() => reject(new Error(`The engine ended before it was ready:\n${said}`)))
  })
  return {
    address,
    stop: async () => {
      child.kill('SIGINT')
      await ended
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** The browser that is there; none is downloaded. */
async function browserPath() {
  const installed = process.env.PLAYWRIGHT_CHROMIUM ?? '/usr/bin/chromium'
  if (existsSync(installed)) return installed
  const { default: sparticuz } = await import('@sparticuz/chromium')
  return sparticuz.executablePath()
}
