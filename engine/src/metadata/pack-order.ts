import satisfies from 'semver/functions/satisfies.js'
import { nearest } from '../base/nearest.ts'
import type { Diagnostic } from './diagnostic.ts'
import { diagnosticAt } from './diagnostic-at.ts'
import { pointerTo } from './json-pointer.ts'
import type { Pack } from './pack.ts'

/**
 * The packs with every pack after those it requires; equal ones by name. A pack whose requirements are missing, of
 * another version, or circular is left out with a diagnostic.
 */
export function orderPacks(packs: readonly Pack[]): { ordered: Pack[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const byName = new Map<string, Pack>()
  for (const pack of packs) {
    const first = byName.get(pack.manifest.name)
    if (!first) byName.set(pack.manifest.name, pack)
    else diagnostics.push(duplicate(pack, first))
  }
  const ordered: Pack[] = []
  const state = new Map<Pack, 'open' | 'done' | 'refused'>()
  const visit = (pack: Pack, path: string[]): boolean => {
    const known = state.get(pack)
    if (known) return known === 'done'
    state.set(pack, 'open')
    const faults = requirementFaults(pack, byName, [...path, pack.manifest.name], next =>
      state.get(next) === 'open' ? 'open' : visit(next, [...path, pack.manifest.name]) ? 'done' : 'refused',
    )
    diagnostics.push(...faults.found)
    state.set(pack, faults.usable ? 'done' : 'refused')
    if (faults.usable) ordered.push(pack)
    return faults.usable
  }
  for (const name of [...byName.keys()].sort()) visit(byName.get(name)!, [])
  return { ordered, diagnostics }
}

/** Names of the packs that `pack` builds on, directly or through others. */
export function packsBelow(pack: Pack, packs: readonly Pack[]): Set<string> {
  const below = new Set<string>()
  const add = (name: string): void => {
    const found = packs.find(each => each.manifest.name === name)
    if (!found || below.has(name)) return
    below.add(name)
    Object.keys(found.manifest.requires ?? {}).forEach(add)
  }
  Object.keys(pack.manifest.requires ?? {}).forEach(add)
  return below
}

function requirementFaults(
  pack: Pack,
  byName: ReadonlyMap<string, Pack>,
  path: string[],
  visit: (next: Pack) => 'open' | 'done' | 'refused',
): { found: Diagnostic[]; usable: boolean } {
  const found: Diagnostic[] = []
  let usable = true
  for (const [name, range] of Object.entries(pack.manifest.requires ?? {})) {
    const at = pointerTo('/requires', name)
    const required = byName.get(name)
    const state = required && visit(required)
    if (state !== 'done') usable = false
    if (!required) {
      const message = `Pack "${pack.manifest.name}" requires pack "${name}", which is not there. Add its folder.`
      found.push(
        diagnosticAt(pack.source, at, { code: 'pack.missing', message, nearest: nearest(name, byName.keys()) }),
      )
    } else if (state === 'open') {
      const message = `Packs require each other in a circle: ${[...path.slice(path.indexOf(name)), name].join(' → ')}.`
      found.push(diagnosticAt(pack.source, at, { code: 'pack.cycle', message }))
    } else if (!satisfies(required.manifest.version, range)) {
      usable = false
      const message = `Pack "${pack.manifest.name}" requires "${name}" ${range}; version ${required.manifest.version} is there.`
      found.push(diagnosticAt(pack.source, at, { code: 'pack.version', message }))
    }
  }
  return { found, usable }
}

function duplicate(pack: Pack, first: Pack): Diagnostic {
  const message = `Pack "${pack.manifest.name}" is there twice: in ${first.folder} and in ${pack.folder}. Remove one.`
  return diagnosticAt(pack.source, '/name', { code: 'pack.duplicate', message })
}
