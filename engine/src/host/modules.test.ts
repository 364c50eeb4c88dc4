import { afterEach, expect, test } from 'vitest'
import { packageFolder } from './fixtures/package-folder.ts'
import { loadModules } from './modules.ts'
import { workspacePackages } from './workspace-packages.ts'

let packages: ReturnType<typeof packageFolder> | undefined
afterEach(() => packages?.remove())

const manifest = (name: string) => ({
  name,
  version: '1.0.0',
  type: 'module',
  exports: { '.': { development: './src/index.ts', default: './dist/index.js' } },
})

const code = (name: string): string => `export default { name: '${name}', functions: [] }`

test('a short name is our package, found in node_modules above the installation; built code runs there', async () => {
  packages = packageFolder({
    'node_modules/@jingwei/module-pricing/package.json': manifest('@jingwei/module-pricing'),
    'node_modules/@jingwei/module-pricing/dist/index.js': code('pricing'),
    'node_modules/@jingwei/module-pricing/src/index.ts': 'throw new Error("sources of a package are not run")',
    'site/jingwei.config.json': {},
  })

  const modules = await loadModules(['pricing'], `${packages.folder}/site`)

  expect(modules.map(each => each.name)).toEqual(['pricing'])
})

test('a package of somebody else and a folder are named as they are; one named in two ways is loaded once', async () => {
  packages = packageFolder({
    'node_modules/@acme/rebates/package.json': manifest('@acme/rebates'),
    'node_modules/@acme/rebates/dist/index.js': code('rebates'),
    'modules/own/package.json': manifest('own'),
    'modules/own/src/index.ts': `const name: string = 'own'\nexport default { name, functions: [] }`,
  })

  const modules = await loadModules(
    ['@acme/rebates', './modules/own', `${packages.folder}/modules/own`],
    packages.folder,
  )

  expect(modules.map(each => each.name)).toEqual(['rebates', 'own'])
  expect(workspacePackages(packages.folder, 'modules')).toEqual([`${packages.folder}/modules/own`])
  expect(workspacePackages(packages.folder, 'plugins')).toEqual([])
})

test('a module that is missing, broken or no module is named, with what to do', async () => {
  packages = packageFolder({
    'broken/package.json': manifest('broken'),
    'broken/src/index.ts': 'throw new Error("no licence file")',
    'empty/package.json': manifest('empty'),
    'empty/src/index.ts': 'export const name = "empty"',
  })
  const load = (name: string) => loadModules([name], packages!.folder)

  await expect(load('nowhere')).rejects.toMatchObject({
    code: 'module.not_found',
    message: expect.stringContaining('npm install @jingwei/module-nowhere') as string,
  })
  await expect(load('./broken')).rejects.toMatchObject({
    code: 'module.failed',
    message: expect.stringContaining('no licence file') as string,
  })
  await expect(load('./empty')).rejects.toMatchObject({ code: 'module.invalid' })
})
