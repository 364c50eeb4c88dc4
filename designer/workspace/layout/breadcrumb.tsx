import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { BackIcon } from '../../shell/elements/icons.tsx'
import { useNarrow } from '../../shell/elements/use-narrow.ts'
import styles from './top-bar.module.css'

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

export function Breadcrumb() {
  const { t } = useTranslation()
  const crumbs = use(Crumbs)?.crumbs ?? []
  const narrow = useNarrow()
  if (narrow) return <WayBack parent={crumbs.findLast(crumb => crumb.to !== undefined)} />
  return (
    <nav className={styles.crumbs} aria-label={t('layout.breadcrumb')}>
      <ol>
        {crumbs.map((crumb, index) => (
          <li key={`${index}-${crumb.title}`} aria-current={index === crumbs.length - 1 ? 'page' : undefined}>
            {crumb.to ? <Link to={crumb.to}>{crumb.title}</Link> : crumb.title}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** A phone's top bar: back to the parent page, which the page's own heading does not name. */
function WayBack({ parent }: { parent: Crumb | undefined }) {
  const { t } = useTranslation()
  return (
    <nav className={styles.crumbs} aria-label={t('layout.breadcrumb')}>
      {parent?.to ? (
        <Link to={parent.to} className={styles.back!}>
          <BackIcon />
          {parent.title}
        </Link>
      ) : (
        <span className={styles.product}>{t('product')}</span>
      )}
    </nav>
  )
}
