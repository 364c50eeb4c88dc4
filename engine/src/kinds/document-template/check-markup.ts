import { DOCUMENT_CLASSES, DOCUMENT_STYLES, DOCUMENT_TAGS, VOID_TAGS } from '../../metadata/document-markup.ts'
import type { Place } from '../../metadata/kind.ts'
import { textPlaces } from '../../metadata/text-places.ts'
import type { Faults } from './faults.ts'
import { maskTemplate, MASK } from './mask-template.ts'
import type { Program } from './template-ast.ts'
import { templateLimits } from './template-bounds.ts'

const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)([^<>]*?)(\/?)>|</g
const LONELY_AMPERSAND = /&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,31}\d{0,2});)/gi
const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g

/**
 * Checks the HTML between the values: only tags, classes and styles of the document vocabulary, every tag closed, and no
 * value inside of a tag, where escaping alone would not keep it in its place.
 */
export function checkMarkup(body: string, template: Program, faults: Faults): void {
  const text = maskTemplate(body, template)
  const placeOf = textPlaces(body)
  const open: { name: string; place: Place }[] = []
  for (const match of text.matchAll(TAG)) {
    const [, slash, rawName, attributes = ''] = match
    const place = placeOf(match.index)
    if (open.length > templateLimits.openTags)
      return faults.atPlace(
        place,
        'too_complex',
        `More than ${templateLimits.openTags} tags stand inside of each other. Make the document simpler.`,
      )
    if (rawName === undefined)
      faults.atPlace(
        place,
        'bad_markup',
        'A tag begins here and does not end. Write &lt; for the sign itself, {{! … }} for a comment.',
      )
    else if (slash) close(rawName.toLowerCase(), place, open, faults)
    else openTag(rawName.toLowerCase(), attributes, place, open, faults)
  }
  for (const { index } of text.matchAll(LONELY_AMPERSAND))
    faults.atPlace(
      placeOf(index),
      'bad_markup',
      'A sign such as &emsp; begins here and does not end with ";". Write &amp; for the sign itself.',
    )
  for (const { name, place } of open)
    faults.atPlace(place, 'unclosed_tag', `<${name}> is never closed: write </${name}>.`)
}

type OpenTags = { name: string; place: Place }[]

function openTag(name: string, attributes: string, place: Place, open: OpenTags, faults: Faults): void {
  if (!Object.hasOwn(DOCUMENT_TAGS, name))
    return faults.atPlace(place, 'unknown_tag', `<${name}> is not offered in documents.`, {
      asked: name,
      known: Object.keys(DOCUMENT_TAGS),
    })
  if (attributes.includes(MASK))
    faults.atPlace(place, 'value_in_tag', 'A value can stand between tags only, not inside of one.')
  else
    for (const [, key, double, single, bare] of attributes.matchAll(ATTRIBUTE))
      checkAttribute(name, key!.toLowerCase(), double ?? single ?? bare ?? '', place, faults)
  if (!VOID_TAGS.has(name)) open.push({ name, place })
}

function close(name: string, place: Place, open: OpenTags, faults: Faults): void {
  if (!Object.hasOwn(DOCUMENT_TAGS, name)) return
  const at = open.findLastIndex(tag => tag.name === name)
  if (at === -1)
    return faults.atPlace(place, 'unclosed_tag', `</${name}> closes nothing: there is no <${name}> open here.`)
  for (const tag of open.splice(at).slice(1))
    faults.atPlace(tag.place, 'unclosed_tag', `<${tag.name}> is not closed before </${name}>: write </${tag.name}>.`)
}

function checkAttribute(tag: string, key: string, value: string, place: Place, faults: Faults): void {
  if (key === 'class') return checkClasses(value, place, faults)
  if (key === 'style') return checkStyles(value, place, faults)
  const known = DOCUMENT_TAGS[tag]!
  if (known.includes(key) && /^\d{1,3}%?$/.test(value)) return
  const message = known.includes(key) ? `${key}="${value}" is no number.` : `<${tag}> takes no "${key}".`
  faults.atPlace(place, 'unknown_attribute', message, { asked: key, known: ['class', 'style', ...known] })
}

function checkClasses(value: string, place: Place, faults: Faults): void {
  for (const name of value.split(/\s+/).filter(Boolean))
    if (!DOCUMENT_CLASSES.has(name))
      faults.atPlace(place, 'unknown_class', `There is no class "${name}".`, { asked: name, known: DOCUMENT_CLASSES })
}

function checkStyles(value: string, place: Place, faults: Faults): void {
  for (const declaration of value.split(';').filter(text => text.trim() !== '')) {
    const [property = '', setting = ''] = declaration.split(/:(.*)/s).map(text => text.trim().toLowerCase())
    if (!Object.hasOwn(DOCUMENT_STYLES, property)) {
      faults.atPlace(place, 'unknown_style', `The style "${property}" is not offered.`, {
        asked: property,
        known: Object.keys(DOCUMENT_STYLES),
      })
    } else if (!DOCUMENT_STYLES[property]!.test(setting)) {
      faults.atPlace(place, 'unknown_style', `The style "${property}" can't be "${setting}".`)
    }
  }
}
