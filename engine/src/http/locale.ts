import type { FastifyRequest } from 'fastify'
import type { SignedInPerson } from '../runtime/principals.ts'
import type { HttpSettings } from './http-parts.ts'

export type Locale = HttpSettings['locale']

/** The person's choice, else the browser's first language that we speak, else the installation's. */
export function localeOf(request: FastifyRequest, person: SignedInPerson | undefined, settings: HttpSettings): Locale {
  if (isLocale(person?.locale)) return person.locale
  for (const language of (request.headers['accept-language'] ?? '').split(',')) {
    if (/^\s*zh\b/i.test(language)) return 'zh-CN'
    if (/^\s*en\b/i.test(language)) return 'en'
  }
  return settings.locale
}

const isLocale = (value: unknown): value is Locale => value === 'zh-CN' || value === 'en'
