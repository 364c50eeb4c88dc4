import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCrumbs } from '../../shell/breadcrumb/breadcrumb-context.tsx'
import styles from './top-bar.module.css'

export function Breadcrumb() {
  const { t } = useTranslation()
  const crumbs = useCrumbs()
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
