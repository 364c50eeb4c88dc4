import { hasErrors } from '../../metadata/diagnostic.ts'
import { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { CompileResult, Linker, Source } from '../../metadata/kind.ts'
import type { NavigationContent, NavigationGroupContent, NavigationItemContent } from './content.ts'
import { TARGET_KINDS, type NavigationGroup, type NavigationItem, type NavigationModel } from './navigation-model.ts'

const UNKNOWN = {
  page: { code: 'navigation.unknown_page' },
  dashboard: { code: 'navigation.unknown_dashboard' },
  article: { code: 'navigation.unknown_article' },
} as const

/** A group that says nothing stands behind those that do. */
const LAST = 10_000

/** Checks a menu against what it opens. Pure. */
export function compileNavigation(source: Source<NavigationContent>, link: Linker): CompileResult<NavigationModel> {
  const findings = new Findings(source, link)
  const { name, groups: contents } = source.content
  findings.uniqueKeys(contents, { at: '/groups', code: 'navigation.duplicate_key' })
  const groups = contents.map((group, i) => compileGroup(group, pointerTo('/groups', i), findings))
  const { diagnostics, references } = findings
  return hasErrors(diagnostics) ? { diagnostics, references } : { compiled: { name, groups }, diagnostics, references }
}

function compileGroup(content: NavigationGroupContent, at: string, findings: Findings): NavigationGroup {
  const itemsAt = pointerTo(at, 'items')
  findings.uniqueKeys(content.items, { at: itemsAt, code: 'navigation.duplicate_key' })
  const { key, title, icon = null, order = LAST, items } = content
  const roles = checkedRoles(content, at, findings)
  return {
    key,
    title,
    icon,
    order,
    roles,
    items: items.flatMap((item, i) => compileItem(item, pointerTo(itemsAt, i), findings)),
  }
}

function compileItem(content: NavigationItemContent, at: string, findings: Findings): NavigationItem[] {
  const roles = checkedRoles(content, at, findings)
  const [kind, ...others] = TARGET_KINDS.filter(each => content[each] !== undefined)
  if (kind === undefined || others.length > 0) {
    const message = 'A menu item opens one thing: say "page", "dashboard" or "article".'
    findings.fault(at, { code: 'navigation.one_of', message })
    return []
  }
  const name = content[kind]!
  findings.linked(pointerTo(at, kind), { kind, name, ...UNKNOWN[kind] })
  const { key, title = null, icon = null } = content
  return [{ key, title, icon, roles, target: { kind, name } }]
}

function checkedRoles({ roles }: { roles?: string[] }, at: string, findings: Findings): readonly string[] | null {
  roles?.forEach((name, i) =>
    findings.linked(pointerTo(at, 'roles', i), { kind: 'role', name, code: 'navigation.unknown_role' }),
  )
  return roles ?? null
}
