import fs from 'node:fs'
import path from 'node:path'
import { root, runNode } from './workspace.mjs'

const tsc = path.join(root, 'node_modules/@typescript/native/bin/tsc')

/**
 * Compiles `<folder>/src` to `<folder>/dist` and copies what is not TypeScript (schemas, styles). The settings are those
 * of the root; a tsconfig.build.json in the folder is used when there is one. Ends the script on a fault.
 */
export function buildPackage(folder) {
  const [source, target] = ['src', 'dist'].map(name => path.join(root, folder, name))
  fs.rmSync(target, { recursive: true, force: true })
  const config = path.join(root, folder, 'tsconfig.build.json')
  const code = runNode([tsc, '-p', config, '--pretty'])
  if (code !== 0) process.exit(code)
  copyAssets(source, target)
}

function copyAssets(source, target) {
  for (const entry of fs.readdirSync(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || /\.(ts|md)$/.test(entry.name)) continue
    const from = path.join(entry.parentPath, entry.name)
    // Fixtures are of the tests.
    if (from.includes(`${path.sep}fixtures${path.sep}`)) continue
    const to = path.join(target, path.relative(source, from))
    fs.mkdirSync(path.dirname(to), { recursive: true })
    fs.copyFileSync(from, to)
  }
}
