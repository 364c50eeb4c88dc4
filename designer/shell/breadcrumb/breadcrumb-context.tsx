import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export interface Crumb {
  title: string
  /** Absent for the page itself. */
  to?: string
}

const Crumbs = createContext<{ crumbs: Crumb[]; show: (crumbs: Crumb[]) => void } | null>(null)

export function BreadcrumbProvider({ children }: { children: ReactNode }) {
  const [crumbs, show] = useState<Crumb[]>([])
  const value = useMemo(() => ({ crumbs, show }), [crumbs])
  return <Crumbs value={value}>{children}</Crumbs>
}

/** The way to the present page, for the top bar. */
export const useCrumbs = (): Crumb[] => use(Crumbs)?.crumbs ?? []

/** Names the page in the top bar and in the browser's tab. */
export function useBreadcrumb(crumbs: Crumb[]): void {
  const { t } = useTranslation()
  const show = use(Crumbs)?.show
  const key = JSON.stringify(crumbs)
  useEffect(() => {
    const list = JSON.parse(key) as Crumb[]
    show?.(list)
    const title = list.at(-1)?.title
    document.title = title ? `${title} · ${t('product')}` : t('product')
  }, [key, show, t])
}
