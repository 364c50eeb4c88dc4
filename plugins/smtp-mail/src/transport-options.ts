/** Settings of plugin.json, defaults filled in by the host. */
export interface MailSettings {
  host: string
  port: number
  secure: boolean
  requireTls?: boolean
  user?: string
  from: string
  maxConnections: number
  timeoutSeconds: number
}

/**
 * A pool of connections that never speaks in the clear to another machine. Throws when a user is set without his
 * password, and when a password would be sent in the clear.
 */
export function transportOptions(settings: MailSettings, password: string | undefined) {
  const requireTLS = !settings.secure && (settings.requireTls ?? !isLoopback(settings.host))
  if (settings.user !== undefined && !password)
    throw new Error('settings.user is set, so the environment variable SMTP_PASSWORD must hold its password.')
  const timeout = settings.timeoutSeconds * 1000
  return {
    pool: true as const,
    host: settings.host,
    port: settings.port,
    secure: settings.secure,
    requireTLS,
    maxConnections: settings.maxConnections,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    // Content of a notice names no file and no address to fetch from; this keeps it so.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(settings.user === undefined ? {} : { auth: { user: settings.user, pass: password } }),
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
