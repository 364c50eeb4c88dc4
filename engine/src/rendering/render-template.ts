import Handlebars from 'handlebars'
import { documentLimits, TOO_LONG, type DocumentJob } from './document-job.ts'
import { formatters, type Formatter } from './formatters.ts'

const BLOCKS = { each: true, if: true, unless: true, with: true } as const

/**
 * Fills a checked template with its data and gives HTML with every value escaped. Runs in the document worker only:
 * Handlebars generates code. Throws when the text grows past its limit.
 */
export function renderTemplate({ template, data, look }: DocumentJob): string {
  const environment = Handlebars.create()
  const helpers = Object.entries(formatters(look)).map(
    ([name, format]) => [`$${name}`, withoutOptions(format)] as const,
  )
  for (const [name, helper] of helpers) environment.registerHelper(name, helper)
  environment.registerHelper('$text_lines', value => withLineBreaks(value))
  const known = Object.fromEntries(helpers.map(([name]) => [name, true]))
  const fill = environment.compile(template, {
    knownHelpersOnly: true,
    knownHelpers: { ...BLOCKS, ...known, $text_lines: true },
  })
  // Own properties only, whatever a path says.
  const html = fill(data, {
    data: { today: look.printedAt },
    allowProtoMethodsByDefault: false,
    allowProtoPropertiesByDefault: false,
  })
  if (html.length > documentLimits.htmlLength) throw new RangeError(TOO_LONG)
  return html
}

/** Handlebars adds its options as the last argument. */
const withoutOptions =
  (format: Formatter) =>
  (value: unknown, ...rest: unknown[]): string =>
    format(value, rest.length > 1 ? rest[0] : undefined)

const withLineBreaks = (value: unknown): Handlebars.SafeString | string =>
  typeof value === 'string'
    ? new Handlebars.SafeString(Handlebars.escapeExpression(value).replace(/\r?\n/g, '<br>'))
    : ''
