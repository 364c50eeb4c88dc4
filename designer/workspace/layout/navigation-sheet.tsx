import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { useNavigationSections } from './navigation-items.ts'
import styles from './navigation-sheet.module.css'

export function NavigationSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const sections = useNavigationSections()
  return (
    <Drawer open={open} onClose={onClose} placement="bottom" title={t('nav.more')} size="auto">
      <nav className={styles.sheet} aria-label={t('layout.navigation')}>
        {sections.map(section => (
          <section key={section.key}>
            {section.title && <h2>{section.title}</h2>}
            {section.items.map(item => (
              <NavLink key={item.to} to={item.to} onClick={onClose}>
                {item.title}
              </NavLink>
            ))}
          </section>
        ))}
      </nav>
    </Drawer>
  )
}
