import { useTranslation } from 'react-i18next'
import { useBreadcrumb } from '../../../shell/breadcrumb/breadcrumb-context.tsx'
import { useNarrow } from '../../../shell/elements/use-narrow.ts'
import type { PackPlan } from '../packs-api.ts'
import { usePack } from '../use-pack-title.ts'

/** E.g. `升级 维修车间：1.0.0 → 1.1.0`; undefined until the plan is there. */
export function usePlanTitle(plan: Pick<PackPlan, 'action' | 'pack'> | undefined): string | undefined {
  const { t } = useTranslation('packs')
  const title = usePack(plan?.pack?.name)?.title
  if (!plan) return undefined
  const { action, pack } = plan
  const values = { pack: title ?? pack?.name ?? '', from: pack?.from ?? '', to: pack?.to ?? '' }
  return t(`action.${action === 'upgrade' && isOlder(values) ? 'downgrade' : action}`, values)
}

/** True when the first figure that differs is smaller. */
function isOlder({ from, to }: { from: string; to: string }): boolean {
  return from.localeCompare(to, 'en', { numeric: true }) > 0
}

/** The way to a page of a plan. */
export function usePlanBreadcrumb(id: string, title: string | undefined, page?: string): void {
  const { t } = useTranslation('packs')
  const { t: studio } = useTranslation('studio')
  const packs = [
    { title: studio('title'), to: '/studio' },
    { title: t('title'), to: '/studio/packs' },
  ]
  const plan = title === undefined ? [] : [page === undefined ? { title } : { title, to: `/studio/packs/plans/${id}` }]
  const all = [...packs, ...plan, ...(page === undefined ? [] : [{ title: page }])]
  // A phone's bar has room for the page and for where it belongs.
  useBreadcrumb(useNarrow() ? all.slice(-2) : all)
}
