import { App, ConfigProvider, theme } from 'antd'
import { useLayoutEffect, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNarrow } from '../elements/use-narrow.ts'
import { isLocale } from '../i18n/locale.ts'
import { antdLocaleOf } from '../i18n/texts.ts'
import { writeCssVariables } from './css-variables.ts'
import { useThemeChoice } from './theme-choice.ts'
import { themeConfig } from './tokens.ts'

/** Ant Design with our tokens and the current language; also offers `App.useApp()` for messages and dialogs. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const dark = useThemeChoice(state => state.dark)
  const phone = useNarrow()
  const { i18n } = useTranslation()
  const config = useMemo(() => themeConfig(dark, phone), [dark, phone])
  const locale = isLocale(i18n.language) ? antdLocaleOf(i18n.language) : undefined
  return (
    <ConfigProvider theme={config} {...(locale ? { locale } : {})} button={{ autoInsertSpace: false }}>
      <App message={{ maxCount: 3 }}>
        <CssVariables dark={dark} />
        {children}
      </App>
    </ConfigProvider>
  )
}

function CssVariables({ dark }: { dark: boolean }) {
  const { token } = theme.useToken()
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
    writeCssVariables(token, document.documentElement)
  }, [token, dark])
  return null
}
