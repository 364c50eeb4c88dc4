import { addTexts } from '../../shell/i18n/texts.ts'
import en from './en.json'
import zhCN from './zh-CN.json'

declare module '../../shell/i18n/resources.ts' {
  interface Resources {
    studio: typeof zhCN
  }
}

/** Both languages at once: the studio's texts are small beside its editors. */
export const addStudioTexts = (): void => addTexts('studio', { 'zh-CN': zhCN, en })
