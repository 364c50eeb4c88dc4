import { PluginContributionMismatch } from './plugin-errors.ts'
import type { PluginDefinition, PluginManifest } from './sdk/define-plugin.ts'

/**
 * The code must offer exactly what the manifest announces: the administrator agreed to the manifest, and definitions are
 * checked against it. Throws PluginContributionMismatch.
 */
export function checkContributions(manifest: PluginManifest, definition: PluginDefinition): void {
  const { functions = [], noticeChannels = [] } = manifest.contributes
  compare(manifest.name, functions, names(definition.functions), 'the function')
  compare(manifest.name, noticeChannels, names(definition.noticeChannels), 'the notice channel')
}

const names = (contributed: readonly { name: string }[] | undefined): string[] =>
  (contributed ?? []).map(one => one.name)

function compare(plugin: string, announced: readonly string[], offered: readonly string[], what: string): void {
  const missing = announced.find(name => !offered.includes(name))
  if (missing !== undefined)
    throw new PluginContributionMismatch(plugin, missing, `announces but doesn't offer ${what}`)
  const extra = offered.find(name => !announced.includes(name))
  if (extra !== undefined) throw new PluginContributionMismatch(plugin, extra, `offers without announcing ${what}`)
}
