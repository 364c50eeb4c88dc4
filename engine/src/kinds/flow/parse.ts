import { BpmnModdle } from 'bpmn-moddle'
import { diagnosticLimits } from '../../metadata/bounded-diagnostics.ts'
import type { Diagnostic } from '../../metadata/diagnostic.ts'
import type { ParseResult, Place } from '../../metadata/kind.ts'
import type { FlowContent } from './content.ts'
import jingwei from './jw-moddle.json' with { type: 'json' }
import { placesIn } from './parse/places.ts'
import { readProcess } from './parse/read-process.ts'

const moddle = new BpmnModdle({ jw: jingwei })

/** A flow's text in bytes may not be larger: 2 MB. */
const MAX_BYTES = 2 * 1024 * 1024
/** Those that begin and those that end an element. */
const MAX_TAGS = 20_000

/**
 * BPMN 2.0 XML → content. Never throws on bad text: broken XML, document types and entities, and everything that BPMN or
 * our extension does not know come back as diagnostics with their line.
 */
export async function parseFlow({ text, file }: { text: string; file: string }): Promise<ParseResult<FlowContent>> {
  const locate = placesIn(text)
  const refused = refusal(text)
  if (refused !== null) return { diagnostics: [diagnostic(file, refused.code, refused.message, refused.place)], locate }
  try {
    const { rootElement, warnings } = await moddle.fromXML(text)
    const diagnostics = xmlFaults(
      file,
      text,
      warnings.map(warning => warning.message),
    )
    const read = readProcess(rootElement)
    for (const fault of read.faults) {
      const at = locate(fault.elementId ?? '')
      diagnostics.push({
        ...diagnostic(file, fault.code, fault.message, at),
        ...(fault.elementId && { elementId: fault.elementId }),
      })
    }
    if (read.content === undefined) return { diagnostics, locate }
    return {
      content: read.content,
      name: read.content.name,
      title: read.content.title,
      diagnostics,
      locate: withPointers(locate, read.content),
    }
  } catch (error) {
    return { diagnostics: xmlFaults(file, text, faultsOfFailure(error)), locate }
  }
}

/** A schema check speaks of `/elements/3/approval`: the place is the element's. */
function withPointers(locate: (id: string) => Place, content: FlowContent): (at: string) => Place {
  return at => {
    const [, list, index] = /^\/(elements|flows)\/(\d+)/.exec(at) ?? []
    if (list === undefined) return locate(at)
    return locate((list === 'flows' ? content.flows : content.elements)[Number(index)]?.id ?? '')
  }
}

function refusal(text: string): { code: string; message: string; place: Place } | null {
  const start = { line: 1, column: 1 }
  if (new TextEncoder().encode(text).length > MAX_BYTES) {
    return {
      code: 'flow.too_large',
      message: 'The flow is larger than 2 MB. Split it into several flows.',
      place: start,
    }
  }
  const tag = [...text.matchAll(/</g)][MAX_TAGS]
  if (tag) {
    const message = `The flow has more than ${MAX_TAGS} XML tags. Split it into several flows.`
    return { code: 'flow.too_many_elements', message, place: placeOf(text, tag.index) }
  }
  const declaration = /<!(DOCTYPE|ENTITY)/i.exec(text)
  if (declaration === null) return null
  const message =
    'Document types and entity declarations are refused: remove the <!DOCTYPE …> or <!ENTITY …> declaration.'
  return { code: 'flow.doctype', message, place: placeOf(text, declaration.index) }
}

/** Only those that are shown are looked for: looking for one reads the whole text. */
function xmlFaults(file: string, text: string, messages: readonly string[]): Diagnostic[] {
  const lineLengths = text.split('\n').map(line => line.length)
  return messages.map((message, i) => {
    const located = i < diagnosticLimits.perFile ? text : ''
    const fault = xmlFault(file, located, message)
    // At the end of the text the library counts the column over all lines.
    return fault.column <= (lineLengths[fault.line - 1] ?? 0) + 1
      ? fault
      : { ...fault, ...placeOf(located, located.length) }
  })
}

/** The library says `unparsable content … detected\n\tline: 0\n\tcolumn: 5\n\tnested error: …`, counting from 0. */
function xmlFault(file: string, text: string, message: string): Diagnostic {
  const [, line, column] = /line: (\d+)\s+column: (\d+)/.exec(message) ?? []
  const nested = /nested error: (.*)/.exec(message)?.[1]
  const place = line === undefined ? quotedPlace(text, message) : { line: Number(line) + 1, column: Number(column) + 1 }
  const first = message.split('\n')[0]!
  return diagnostic(
    file,
    'flow.xml',
    `The BPMN text is not right: ${first}${nested === undefined ? '' : ` (${nested})`}.`,
    place,
  )
}

/** Warnings about attributes and references name them in angle brackets and give no place. */
function quotedPlace(text: string, message: string): Place {
  const name = /<([^>]+)>/.exec(message)?.[1]
  const index = name === undefined ? -1 : Math.max(text.indexOf(`${name}=`), text.indexOf(`"${name}"`))
  return index < 0 ? { line: 1, column: 1 } : placeOf(text, index)
}

function faultsOfFailure(error: unknown): string[] {
  const { message, warnings = [] } = error as { message: string; warnings?: { message: string }[] }
  return [...new Set([...warnings.map(w => w.message), message])]
}

function placeOf(text: string, index: number): Place {
  const before = text.slice(0, index)
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') }
}

const diagnostic = (file: string, code: string, message: string, place: Place): Diagnostic => ({
  code,
  severity: 'error',
  message,
  file,
  ...place,
})
