import type app from './zh-CN.json'

/**
 * Namespaces of texts. A part of the designer with texts of its own adds one by declaration merging
 * (`declare module '../shell/i18n/resources.ts' { interface Resources { studio: typeof zhCN } }`) and loads it with
 * `addTexts`. Both languages have the same type, so a missing key is a type error.
 */
export interface Resources {
  app: typeof app
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: Resources
    returnNull: false
  }
}
