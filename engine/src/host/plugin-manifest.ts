import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import semver from 'semver'
import type { InputProblem } from '../base/errors.ts'
import {
  PluginEngineMismatch,
  PluginManifestInvalid,
  PluginManifestUnreadable,
  PluginSettingsInvalid,
} from './plugin-errors.ts'
import manifestSchema from './plugin-manifest.schema.json' with { type: 'json' }
import type { PluginManifest } from './sdk/define-plugin.ts'

/** Reads and checks `plugin.json`; no code of the plugin runs. Throws PluginManifestUnreadable, PluginManifestInvalid, PluginEngineMismatch. */
export function readPluginManifest(folder: string, engineVersion: string): PluginManifest {
  const plugin = path.basename(folder)
  const manifest = parse(plugin, path.join(folder, 'plugin.json'))
  const problems = validateManifest(manifest) ? hostProblems(manifest) : toProblems(validateManifest.errors)
  if (problems.length > 0) throw new PluginManifestInvalid(plugin, problems)
  if (!semver.satisfies(engineVersion, manifest.engine, { includePrerelease: true }))
    throw new PluginEngineMismatch(manifest.name, manifest.engine, engineVersion)
  return manifest
}

/**
 * The settings as the plugin gets them: checked against its schema, with the schema's defaults filled in.
 * Throws PluginSettingsInvalid, PluginManifestInvalid when the schema itself is wrong.
 */
export function pluginSettings(manifest: PluginManifest, settings: Record<string, unknown>): Record<string, unknown> {
  const filled = structuredClone(settings)
  const validate = settingsValidator(manifest)
  if (!validate(filled)) throw new PluginSettingsInvalid(manifest.name, toProblems(validate.errors))
  return filled
}

/** Hosts that the plugin says it calls, with the settings put in; for the log and the administrator. */
export function pluginHosts(manifest: PluginManifest, settings: Record<string, unknown>): string[] {
  return manifest.hosts.map(host => {
    const setting = SETTING_HOST.exec(host)?.[1]
    return setting === undefined ? host : String(settings[setting])
  })
}

const SETTING_HOST = /^\$\{settings\.(\w+)\}$/

const ajv = newAjv()
const validateManifest = ajv.compile<PluginManifest>(manifestSchema)

function newAjv(): Ajv2020 {
  const made = new Ajv2020({ allErrors: true, useDefaults: true, strictTypes: false, strictRequired: false })
  formats.default(made)
  made.addFormat('semver', text => semver.valid(text) !== null)
  made.addFormat('semver-range', text => semver.validRange(text) !== null)
  return made
}

function parse(plugin: string, file: string): PluginManifest {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as PluginManifest
  } catch (cause) {
    throw new PluginManifestUnreadable(plugin, cause)
  }
}

function hostProblems(manifest: PluginManifest): InputProblem[] {
  const known = (manifest.settings['properties'] ?? {}) as Record<string, unknown>
  return manifest.hosts.flatMap((host, index) => {
    const setting = SETTING_HOST.exec(host)?.[1]
    if (setting === undefined || Object.hasOwn(known, setting)) return []
    return [
      {
        pointer: `/hosts/${index}`,
        code: 'unknown_setting',
        message: `names the setting ${setting}, which the settings don't have`,
      },
    ]
  })
}

function settingsValidator(manifest: PluginManifest) {
  try {
    return newAjv().compile(manifest.settings)
  } catch (cause) {
    throw new PluginManifestInvalid(manifest.name, [
      { pointer: '/settings', code: 'schema', message: `is no JSON Schema (${(cause as Error).message})` },
    ])
  }
}

const toProblems = (errors: ErrorObject[] | null | undefined): InputProblem[] =>
  (errors ?? []).map(error => ({ pointer: error.instancePath, code: error.keyword, message: sentence(error) }))

function sentence(error: ErrorObject): string {
  const unknown = (error.params as { additionalProperty?: string }).additionalProperty
  return unknown === undefined ? (error.message ?? error.keyword) : `has the unknown member "${unknown}"`
}
