import { api } from './client.ts'
import type { Locale } from '../i18n/locale.ts'

export interface Session {
  user: { id: string; name: string; position: string | null; org_unit: string | null; roles: string[] }
  locale: Locale
  csrfToken: string
  permissions: Readonly<Record<string, readonly string[]>>
}

/** Sent with the 401 of `GET /api/session` when demo data is loaded. */
export interface DemoAccount {
  login: string
  name: string
  position: string
}

export const sessionApi = {
  read: () => api.get<Session>('/api/session'),
  signIn: (login: string, password: string) => api.post<Session>('/api/session', { login, password }),
  signOut: () => api.delete<void>('/api/session'),
  setLocale: (locale: Locale) => api.patch<Session>('/api/session', { locale }),
  setPassword: (token: string, password: string) =>
    api.post<void>(`/api/password-links/${encodeURIComponent(token)}`, { password }),
}
