import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

/**
 * Modules or plugins that lie in a checkout of the repository (`modules/*`, `plugins/*`), as folders that `loadModules`
 * and `loadPlugins` take. Empty in an installation.
 */
export function workspacePackages(root: string, group: 'modules' | 'plugins'): string[] {
  const folder = path.join(root, group)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .map(name => path.join(folder, name))
    .filter(candidate => existsSync(path.join(candidate, 'package.json')))
}
