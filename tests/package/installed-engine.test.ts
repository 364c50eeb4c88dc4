import { spawnSync, type SpawnSyncReturns } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const repository = path.resolve(import.meta.dirname, '../..')
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-package-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

// The engine and the module are packed as npm would publish them, and installed where nothing of the repository is near.
beforeAll(() => {
  succeed('node', [path.join(repository, 'scripts/build-engine.mjs')], repository)
  succeed('node', [path.join(repository, 'scripts/build-package.mjs')], path.join(repository, 'modules/pricing'))
  const archives = ['engine', 'modules/pricing'].map(pack)
  write('package.json', { name: 'somebody-else', private: true, type: 'module' })
  succeed('npm', [
    'install',
    '--ignore-scripts',
    '--omit=optional',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    ...archives,
  ])
}, 300_000)

test('an installed engine checks a pack', () => {
  writePack('shop', { 'x-display': 'name' })

  const { status, stdout } = jingwei('check', 'shop')

  expect({ status, stdout: stdout.trim() }).toEqual({
    status: 0,
    stdout: '1 definitions checked: 0 errors, 0 warnings',
  })
})

test('it names a fault with its place and exits 1', () => {
  writePack('broken', { 'x-display': 'nam' })

  const { status, stdout } = jingwei('check', 'broken')

  expect(status).toBe(1)
  expect(stdout).toMatch(/^broken\/entities\/item\.entity\.json:\d+:\d+ error .*name/m)
})

test('a wrong call exits 2', () => {
  expect(jingwei('chek', 'shop')).toMatchObject({ status: 2, stderr: expect.stringContaining('Did you mean "check"?') })
})

test('it checks the packs of the repository and runs their cases with the installed module', () => {
  fs.cpSync(path.join(repository, 'definitions'), path.join(folder, 'definitions'), { recursive: true })

  const checked = jingwei('check', 'definitions/medical-device')
  const tested = jingwei('test', 'definitions/medical-device')

  expect(checked).toMatchObject({ status: 0, stdout: expect.stringMatching(/: 0 errors/) })
  expect(tested.stdout).toMatch(/^\d+ passed, 0 failed$/m)
})

test('the four doors open, and nothing else does', () => {
  const probe = `
    const doors = await Promise.all(['', '/model', '/sdk', '/testing'].map(door => import('@jingwei/engine' + door)))
    console.log(doors.every(door => Object.keys(door).length > 0))
    await import('@jingwei/engine/dist/store/database.js').catch(error => console.log(error.code))`

  const { stdout } = run(process.execPath, ['--input-type=module', '-e', probe])

  expect(stdout.trim().split('\n')).toEqual(['true', 'ERR_PACKAGE_PATH_NOT_EXPORTED'])
})

test('no tests, fixtures or sources are published', () => {
  const published = fs.readdirSync(path.join(folder, 'node_modules/@jingwei/engine'), { recursive: true }) as string[]

  expect(published.filter(file => /\.test\.|fixtures|(?<!\.d)\.ts$/.test(file))).toEqual([])
})

function writePack(name: string, change: object): void {
  write(`${name}/pack.json`, { name, version: '1.0.0', title: '小店', engine: '>=0.1.0', locales: ['zh-CN'] })
  const properties = { name: { type: 'string', title: '名称', maxLength: 80 } }
  write(`${name}/entities/item.entity.json`, {
    $kind: 'entity',
    name: 'item',
    title: '商品',
    type: 'object',
    properties,
    ...change,
  })
}

function write(file: string, content: object): void {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
  fs.writeFileSync(path.join(folder, file), JSON.stringify(content, null, 2))
}

/** Path of the packed workspace. */
function pack(workspace: string): string {
  const { stdout } = succeed(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
    path.join(repository, workspace),
  )
  return path.join(folder, (JSON.parse(stdout) as { filename: string }[])[0]!.filename)
}

const jingwei = (...args: string[]): SpawnSyncReturns<string> => run('npx', ['--no-install', 'jingwei', ...args])

function succeed(program: string, args: string[], cwd = folder): SpawnSyncReturns<string> {
  const result = run(program, args, cwd)
  if (result.status !== 0) throw new Error(`${program} ${args.join(' ')}\n${result.stdout}\n${result.stderr}`)
  return result
}

/** On this Node, and without the settings of the npm that runs the tests, which name the repository. */
function run(program: string, args: string[], cwd = folder): SpawnSyncReturns<string> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_|^VITEST|^NODE_OPTIONS/i.test(name)),
  )
  const PATH = `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH']}`
  return spawnSync(program, args, { cwd, env: { ...env, PATH }, encoding: 'utf8' })
}
