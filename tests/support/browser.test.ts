import { afterEach, expect, test, vi } from 'vitest'
import { openBrowser } from './browser.ts'

afterEach(() => vi.unstubAllEnvs())

test('a browser opens and draws a page', { timeout: 60_000 }, async () => {
  const browser = await openBrowser()
  const page = await browser.newPage()

  await page.setContent('<h1>经纬</h1>')

  expect(await page.textContent('h1')).toBe('经纬')
  await browser.close()
})

test('a wished browser that is not there is an error, not a reason to take another', async () => {
  vi.stubEnv('PLAYWRIGHT_CHROMIUM', '/nowhere/chromium')

  await expect(openBrowser()).rejects.toThrow('/nowhere/chromium')
})
