import { Button, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { MoonIcon, SunIcon, SystemIcon } from '../../shell/elements/icons.tsx'
import { THEME_CHOICES, useThemeChoice } from '../../shell/theme/theme-choice.ts'

const ICONS = { system: SystemIcon, light: SunIcon, dark: MoonIcon }

/** Goes round system → light → dark. */
export function ThemeSwitch() {
  const { t } = useTranslation()
  const { choice, choose } = useThemeChoice()
  const next = THEME_CHOICES[(THEME_CHOICES.indexOf(choice) + 1) % THEME_CHOICES.length]!
  const Icon = ICONS[choice]
  const label = t('layout.theme', { theme: t(`theme.${choice}`) })
  return (
    <Tooltip title={label}>
      <Button type="text" aria-label={label} icon={<Icon />} onClick={() => choose(next)} />
    </Tooltip>
  )
}
