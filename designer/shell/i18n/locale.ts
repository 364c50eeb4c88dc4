export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]

export function isLocale(text: unknown): text is Locale {
  return LOCALES.some(locale => locale === text)
}

/** Language before anybody is signed in: the last one used here, else the browser's. */
export function initialLocale(): Locale {
  const language = document.documentElement.lang
  return isLocale(language) ? language : 'zh-CN'
}
