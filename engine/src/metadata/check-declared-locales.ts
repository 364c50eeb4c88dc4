import { diagnosticAt } from './diagnostic-at.ts'
import type { Diagnostic } from './diagnostic.ts'
import { pointerTo } from './json-pointer.ts'
import type { Pack } from './pack.ts'

/**
 * Warns of languages that pack.json declares and no locale file has, and of the other way round. The first language needs
 * no file: it is that of the definitions.
 */
export function checkDeclaredLocales(packs: readonly Pack[]): Diagnostic[] {
  return packs.flatMap(({ manifest: { locales = [] }, locales: files, source }) => {
    const written = new Set(files.map(each => each.locale))
    const absent = locales.flatMap((locale, i) =>
      i === 0 || written.has(locale) ? [] : [diagnosticAt(source, pointerTo('/locales', i), noFile(locale))],
    )
    const undeclared = files.filter(each => locales.length > 0 && !locales.includes(each.locale))
    return [...absent, ...undeclared.map(({ file, locale }) => diagnosticAt(startOf(file), '', notDeclared(locale)))]
  })
}

const startOf = (file: string) => ({ file, locate: () => ({ line: 1, column: 1 }) })

const noFile = (locale: string) => ({
  code: 'locale.no_file',
  severity: 'warning' as const,
  message: `The pack has no translations into "${locale}": there is no locales/${locale}.json. Add it, or take the language out.`,
})

const notDeclared = (locale: string) => ({
  code: 'locale.not_declared',
  severity: 'warning' as const,
  message: `pack.json does not name "${locale}" among its "locales", so nobody is offered this language. Add it there.`,
})
