import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { CollapseIcon } from '../../shell/elements/icons.tsx'
import { useTaskCounts } from '../tasks/use-task-counts.ts'
import { useNavigationSections, type NavigationItem } from './navigation-items.ts'
import styles from './rail.module.css'

const KEY = 'jw.rail'

export function Rail() {
  const { t } = useTranslation()
  const sections = useNavigationSections()
  const [collapsed, setCollapsed] = useState(() => localStorage.getItem(KEY) === 'collapsed')
  const toggle = () => {
    localStorage.setItem(KEY, collapsed ? 'open' : 'collapsed')
    setCollapsed(!collapsed)
  }
  return (
    <nav className={styles.rail} data-collapsed={collapsed} aria-label={t('layout.navigation')}>
      <NavLink to="/" className={styles.brand!} aria-label={t('product')}>
        <img src="/favicon.svg" alt="" />
        <span>{t('product')}</span>
      </NavLink>
      <div className={styles.sections}>
        {sections.map(section => (
          <section key={section.key}>
            {section.title && <h2>{section.title}</h2>}
            <ul>
              {section.items.map(item => (
                <RailItem key={item.to} item={item} collapsed={collapsed} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <Button
        type="text"
        className={styles.collapse!}
        onClick={toggle}
        aria-expanded={!collapsed}
        aria-label={collapsed ? t('layout.expand') : t('layout.collapse')}
        icon={<CollapseIcon flipped={collapsed} />}
      />
    </nav>
  )
}

function RailItem({ item, collapsed }: { item: NavigationItem; collapsed: boolean }) {
  const counts = useTaskCounts()
  const link = (
    <NavLink to={item.to} className={styles.item!}>
      <span className={styles.glyph} aria-hidden>
        {[...item.title][0]}
      </span>
      <span className={styles.label}>{item.title}</span>
      {item.inbox && counts.todo > 0 && <span className={styles.count}>{counts.todo}</span>}
    </NavLink>
  )
  return (
    <li>
      {collapsed ? (
        <Tooltip title={item.title} placement="right">
          {link}
        </Tooltip>
      ) : (
        link
      )}
    </li>
  )
}
