import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { LOCALES, type Locale } from './locale.ts'
import type { Resources } from './resources.ts'

type Texts = Resources['app']
type AntdLocale = (typeof import('antd/es/locale/en_US'))['default']

const loaders: Record<Locale, () => Promise<{ texts: Texts; antd: AntdLocale }>> = {
  'zh-CN': async () => {
    const [texts, antd] = await Promise.all([
      import('./zh-CN.json'),
      import('antd/es/locale/zh_CN'),
      import('./dayjs-zh.ts'),
    ])
    return { texts: texts.default, antd: antd.default }
  },
  en: async () => {
    const [texts, antd] = await Promise.all([import('./en.json'), import('antd/es/locale/en_US')])
    return { texts: texts.default, antd: antd.default }
  },
}

const antdLocales = new Map<Locale, AntdLocale>()

/** Loads what a language needs (our texts, Ant Design's, the calendar's) and switches to it. */
export async function loadTexts(locale: Locale): Promise<void> {
  const { texts, antd } = await loaders[locale]()
  antdLocales.set(locale, antd)
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: locale,
      supportedLngs: [...LOCALES],
      fallbackLng: false,
      defaultNS: 'app',
      resources: { [locale]: { app: texts } },
      // React escapes.
      interpolation: { escapeValue: false },
    })
  }
  i18next.addResourceBundle(locale, 'app', texts)
  await i18next.changeLanguage(locale)
  document.documentElement.lang = locale
}

/** Adds the texts of a lazily loaded part under a namespace of its own, at any time: its chunk may be there before i18next is. */
export function addTexts<N extends Exclude<keyof Resources, 'app'>>(
  namespace: N,
  texts: Record<Locale, Resources[N]>,
): void {
  const add = (): void => LOCALES.forEach(locale => void i18next.addResourceBundle(locale, namespace, texts[locale]))
  if (i18next.isInitialized) add()
  else i18next.on('initialized', add)
}

export function antdLocaleOf(locale: Locale): AntdLocale | undefined {
  return antdLocales.get(locale)
}
