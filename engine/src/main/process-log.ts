import { pino } from 'pino'
import type { Log } from '../base/log.ts'
import type { Configuration } from '../host/configuration.ts'

/** One JSON line per event on standard error, so that standard output stays for people. */
export function processLog({ logLevel }: Pick<Configuration, 'logLevel'>): Log {
  return pino(
    { level: logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: REDACTED },
    pino.destination(2),
  ) as unknown as Log
}

/** Never logged, whatever somebody passes. */
const REDACTED = ['password', '*.password', 'token', '*.token', 'cookie', '*.cookie']
