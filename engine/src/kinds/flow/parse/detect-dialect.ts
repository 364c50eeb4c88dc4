import type { Dialect } from '../content.ts'
import { FOREIGN_NAMESPACES } from './foreign.ts'

const DIALECTS: Readonly<Record<string, Dialect>> = {
  zeebe: 'camunda8',
  camunda: 'camunda7',
  flowable: 'flowable',
  activiti: 'flowable',
}

const OURS = 'urn:jingwei:bpmn:1'

/**
 * Whose model a text is: what its modeller says of the platform, else whose vocabulary it uses, else whose it declares
 * when ours is not there, else, with expressions of their language, Camunda 7.
 */
export function detectDialect(text: string): Dialect {
  const platform = /\bexecutionPlatform\s*=\s*["']([^"']*)["']/.exec(text)?.[1]
  if (platform === 'Camunda Cloud') return 'camunda8'
  if (platform === 'Camunda Platform') return 'camunda7'
  const declared = declarations(text)
  const order = Object.keys(DIALECTS)
  const known = declared.filter(({ uri }) => FOREIGN_NAMESPACES[uri] !== undefined)
  const found =
    first(
      known.filter(({ prefix }) => uses(text, prefix)),
      order,
    ) ?? (declared.some(({ uri }) => uri === OURS) ? undefined : first(known, order))
  if (found !== undefined) return DIALECTS[found]!
  return declared.some(({ uri }) => uri === OURS) || !/>\s*(?:<!\[CDATA\[)?\s*[$#]\{/.test(text)
    ? 'jingwei'
    : 'camunda7'
}

interface Declaration {
  prefix: string
  uri: string
}

const declarations = (text: string): Declaration[] =>
  [...text.matchAll(/\sxmlns:([\w.-]+)\s*=\s*["']([^"']*)["']/g)].map(([, prefix, uri]) => ({
    prefix: prefix!,
    uri: uri!,
  }))

/** As the prefix of an attribute or an element; prefixes are words, so nothing in them has to be escaped but the dot. */
const uses = (text: string, prefix: string): boolean =>
  text.includes(`<${prefix}:`) || new RegExp(`\\s${prefix.replaceAll('.', '\\.')}:[\\w.-]+\\s*=`).test(text)

function first(declared: readonly Declaration[], order: readonly string[]): string | undefined {
  const names = declared.map(({ uri }) => FOREIGN_NAMESPACES[uri])
  return order.find(name => names.includes(name))
}
