import i18next from 'i18next'

/** `甲、乙` or `a, b`. */
export const joined = (names: readonly string[]): string => names.join(i18next.language.startsWith('zh') ? '、' : ', ')
