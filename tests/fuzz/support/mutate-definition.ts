import { mutateFile, mutateLetters } from './mutate-text.ts'
import { mutateJson } from './mutate-json.ts'
import { mutateXml } from './mutate-xml.ts'
import type { Random } from './random.ts'

/** Changes the text of a definition, by what its format is made of; now and then only by its letters. */
export function mutateDefinition(suffix: string, text: string, donor: string, random: Random): string {
  if (random.onceIn(8)) return mutateFile(text, donor, random)
  const changed = FORMATS[suffix]?.(text, donor, random) ?? mutateJson(text, donor, random)
  return random.onceIn(20) ? mutateFile(changed, donor, random) : changed
}

type Mutate = (text: string, donor: string, random: Random) => string

const FORMATS: Readonly<Record<string, Mutate>> = {
  '.bpmn': mutateXml,
  '.hbs': (text, donor, random) => mutateHeaded(text, donor, { mutateBody: mutateTemplate, random }),
  '.md': (text, donor, random) => mutateHeaded(text, donor, { mutateBody: mutateMarkdown, random }),
  '.jsonl': mutateLines,
}

/** A JSON head between `---json` and `---`, and a body. */
function mutateHeaded(
  text: string,
  donor: string,
  { mutateBody, random }: { mutateBody: (body: string, random: Random) => string; random: Random },
): string {
  const [head, body] = parted(text)
  if (random.onceIn(2)) return `---json\n${mutateJson(head, parted(donor)[0], random)}\n---\n${body}`
  return `---json\n${head}\n---\n${mutateBody(body, random)}`
}

function parted(text: string): [head: string, body: string] {
  const [, head, body] = /^---json\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text)!
  return [head!, body!]
}

const TEMPLATE_PARTS = [
  '{{#each lines}}',
  '{{/each}}',
  '{{#if title}}',
  '{{else}}',
  '{{/if}}',
  '{{{title}}}',
  '{{title}}',
  '{{@root.constructor}}',
  '{{lookup this "__proto__"}}',
  '{{> a}}',
  '{{* decorator}}',
  '{{#*inline "a"}}',
  '{{!-- a --}}',
  '{{a.b.c.d.e.f}}',
  '{{../../../../a}}',
  '{{this.[__proto__]}}',
  '\\{{a}}',
  '<img src=x onerror=alert(1)>',
  '<table><tr>',
]

const MARKDOWN_PARTS = [
  '# a\n',
  '[a](javascript:alert(1))',
  '![a](http://127.0.0.1/a.png)',
  '[a]: b\n',
  '> ',
  '- ',
  '1. ',
  '```\n',
  '**a',
  '_a',
  '|a|b|\n|-|-|\n',
  '<script>',
  '&#0;',
  '&amp;',
  '\\',
  '[[',
  ']]',
  '    ',
  '\t',
]

const mutateTemplate = (body: string, random: Random): string => withParts(body, TEMPLATE_PARTS, random)
const mutateMarkdown = (body: string, random: Random): string => withParts(body, MARKDOWN_PARTS, random)

function withParts(body: string, parts: readonly string[], random: Random): string {
  let changed = body
  for (let steps = 1 + random.int(4); steps > 0; steps--) {
    const at = random.int(changed.length + 1)
    const times = random.onceIn(10) ? random.pick([20, 300, 5_000, 40_000]) : 1
    changed = random.onceIn(3)
      ? mutateLetters(changed, random)
      : changed.slice(0, at) + random.pick(parts).repeat(times) + changed.slice(at)
  }
  return changed
}

/** One JSON object a line. */
function mutateLines(text: string, donor: string, random: Random): string {
  const lines = text.split('\n').filter(line => line !== '')
  const others = donor.split('\n').filter(line => line !== '')
  for (let steps = 1 + random.int(3); steps > 0; steps--) {
    const at = random.int(lines.length)
    if (random.onceIn(5)) lines.splice(at, 0, random.pick(others))
    else if (random.onceIn(8)) lines.splice(at, 1)
    else if (lines[at]?.startsWith('{'))
      lines[at] = whenJson(lines[at], line => mutateJson(line, random.pick(others), random).replaceAll('\n', ''))
  }
  return random.onceIn(80)
    ? lines.flatMap(line => Array<string>(random.pick([2, 300])).fill(line)).join('\n')
    : lines.join('\n')
}

/** A line that an earlier step has broken stays as it is. */
function whenJson(line: string, mutate: (line: string) => string): string {
  try {
    JSON.parse(line)
  } catch {
    return line
  }
  return mutate(line)
}
