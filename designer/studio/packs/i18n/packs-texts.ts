import { addTexts } from '../../../shell/i18n/texts.ts'
import en from './en.json'
import zhCN from './zh-CN.json'

declare module '../../../shell/i18n/resources.ts' {
  interface Resources {
    packs: typeof zhCN
  }
}

export const addPacksTexts = (): void => addTexts('packs', { 'zh-CN': zhCN, en })
