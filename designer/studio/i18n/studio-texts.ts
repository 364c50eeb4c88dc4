import { addTexts } from '../../shell/i18n/texts.ts'
import changesEn from './changes.en.json'
import changesZhCN from './changes.zh-CN.json'
import en from './en.json'
import publishingEn from './publishing.en.json'
import publishingZhCN from './publishing.zh-CN.json'
import zhCN from './zh-CN.json'

declare module '../../shell/i18n/resources.ts' {
  interface Resources {
    studio: typeof zhCN
    changes: typeof changesZhCN
    publishing: typeof publishingZhCN
  }
}

/** Both languages at once: the studio's texts are small beside its editors. */
export function addStudioTexts(): void {
  addTexts('studio', { 'zh-CN': zhCN, en })
  addTexts('changes', { 'zh-CN': changesZhCN, en: changesEn })
  addTexts('publishing', { 'zh-CN': publishingZhCN, en: publishingEn })
}
