import i18next from 'i18next'
import { expect, test, vi } from 'vitest'
import { addTexts } from './texts.ts'

test('texts of a part that is loaded before i18next is ready are there afterwards', async () => {
  expect(i18next.isInitialized).toBeFalsy()
  addTexts('studio' as never, { 'zh-CN': { title: '设计室' }, en: { title: 'Studio' } } as never)

  await i18next.init({ lng: 'en', resources: {} })

  await vi.waitFor(() => expect(i18next.getResource('en', 'studio', 'title')).toBe('Studio'))
})
