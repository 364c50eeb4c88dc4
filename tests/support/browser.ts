import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium, type Browser } from 'playwright-core'

/**
 * A headless Chromium: PLAYWRIGHT_CHROMIUM, else that of the system, else the one that npm brings. Never skipped: where
 * none starts, this throws.
 */
export async function openBrowser(): Promise<Browser> {
  const file = installedChromium()
  if (file) return chromium.launch({ executablePath: file, args: SYSTEM_ARGUMENTS })
  const { executablePath, args } = await chromiumOfNpm()
  return chromium.launch({ executablePath, args })
}

const SYSTEM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function installedChromium(): string | undefined {
  const wished = process.env['PLAYWRIGHT_CHROMIUM']
  // A wrong path must be seen, not silently replaced.
  if (wished) return wished
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(file => fs.existsSync(file))
}

async function chromiumOfNpm(): Promise<{ executablePath: string; args: string[] }> {
  removeOtherVersion()
  const { default: packaged } = await import('@sparticuz/chromium')
  return { executablePath: await packaged.executablePath(), args: packaged.args }
}

/** The package unpacks itself below the temporary folder once, and takes whatever version lies there. */
function removeOtherVersion(): void {
  const manifest = path.resolve(import.meta.dirname, '../../node_modules/@sparticuz/chromium/package.json')
  const { version } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as { version: string }
  const [unpacked, mark] = [path.join(os.tmpdir(), 'chromium'), path.join(os.tmpdir(), 'chromium.version')]
  if (fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === version) return
  fs.rmSync(unpacked, { recursive: true, force: true })
  fs.writeFileSync(mark, version)
}
