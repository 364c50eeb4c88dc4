import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { MoreIcon } from '../../../shell/elements/icons.tsx'
import { joined } from '../joined.ts'
import { packFileUrl, type PackSummary } from '../packs-api.ts'
import styles from '../packs.module.css'
import { PolicySwitch } from './policy-switch.tsx'

interface PacksTableProps {
  packs: PackSummary[]
  onUninstall(pack: PackSummary): void
}

export function PacksTable({ packs, onUninstall }: PacksTableProps) {
  const { t } = useTranslation('packs')
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('column.name')}</th>
          <th scope="col">{t('column.version')}</th>
          <th scope="col">{t('column.source')}</th>
          <th scope="col" data-numeric>
            {t('column.definitions')}
          </th>
          <th scope="col" data-numeric>
            {t('column.local')}
          </th>
          <th scope="col">{t('column.review')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('column.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {packs.map(pack => (
          <Row key={pack.name} pack={pack} titles={titlesOf(packs)} onUninstall={onUninstall} />
        ))}
      </tbody>
    </table>
  )
}

const titlesOf = (packs: readonly PackSummary[]): ReadonlyMap<string, string> =>
  new Map(packs.map(({ name, title }) => [name, title]))

interface RowProps {
  pack: PackSummary
  titles: ReadonlyMap<string, string>
  onUninstall(pack: PackSummary): void
}

function Row({ pack, titles, onUninstall }: RowProps) {
  const { t } = useTranslation('packs')
  const needed = joined(pack.requiredBy.map(name => titles.get(name) ?? name))
  return (
    <tr>
      <td>
        <div>
          <div className={styles.name}>{pack.title}</div>
          <div className={styles.quiet}>
            {pack.name}
            {needed !== '' && ` · ${t('requiredBy', { packs: needed })}`}
          </div>
        </div>
      </td>
      <td data-label={t('column.version')} className={styles.nowrap}>
        {pack.version}
      </td>
      <td data-label={t('column.source')}>{sourceOf(pack, t)}</td>
      <td data-label={t('column.definitions')} data-numeric>
        {pack.definitions}
      </td>
      <td data-label={t('column.local')} data-numeric>
        {pack.local === 0 ? (
          '–'
        ) : (
          <Link to={`/studio/packs/${pack.name}/local`}>{t('localCount', { count: pack.local })}</Link>
        )}
      </td>
      <td data-label={t('column.review')}>
        <PolicySwitch pack={pack} />
      </td>
      <td>
        <RowMenu pack={pack} needed={needed} onUninstall={onUninstall} />
      </td>
    </tr>
  )
}

type Words = ReturnType<typeof useTranslation<'packs'>>['t']

function sourceOf({ signedBy, fromFile }: PackSummary, t: Words): string {
  if (signedBy !== null) return t('signedBy', { key: signedBy })
  return t(fromFile ? 'unsigned' : 'fromFolder')
}

function RowMenu({ pack, needed, onUninstall }: Omit<RowProps, 'titles'> & { needed: string }) {
  const { t } = useTranslation('packs')
  const uninstall = {
    key: 'uninstall',
    danger: needed === '',
    disabled: needed !== '',
    label: needed === '' ? t('uninstall') : t('uninstallNeeded', { packs: needed }),
    onClick: () => onUninstall(pack),
  }
  const download = {
    key: 'download',
    label: (
      <a href={packFileUrl(pack.name)} download>
        {t('download')}
      </a>
    ),
  }
  return (
    <Dropdown trigger={['click']} menu={{ items: pack.permissions.publish ? [download, uninstall] : [download] }}>
      <Button type="text" icon={<MoreIcon />} aria-label={t('more', { title: pack.title })} />
    </Dropdown>
  )
}
