import { HOSTILE_TEXTS } from './hostile.ts'
import type { Random } from './random.ts'

/** Changes a few letters of a text: of a name, an expression, a pattern. */
export function mutateLetters(text: string, random: Random): string {
  const at = random.int(text.length + 1)
  const length = random.int(Math.min(12, text.length - at) + 1)
  const [before, part, behind] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)]
  switch (random.int(5)) {
    case 0:
      return before + behind
    case 1:
      return before + random.pick(HOSTILE_TEXTS) + behind
    case 2:
      return before + part.repeat(random.pick([2, 2, 3, 40])) + behind
    case 3:
      return random.pick(HOSTILE_TEXTS)
    default:
      return before + random.pick(['(', ')', '[', ']', '{', '}', '"', '.', '-', '\\', '\n', ' ']) + behind
  }
}

/** Damages a file as a whole, whatever it holds: cut, repeated, in another encoding. */
export function mutateFile(text: string, donor: string, random: Random): string {
  const at = random.int(text.length + 1)
  const end = Math.min(text.length, at + random.int(200))
  switch (random.int(9)) {
    case 0:
      return text.slice(0, at)
    case 1:
      return text.slice(0, at) + text.slice(end)
    case 2:
      return text.slice(0, end) + text.slice(at)
    case 3:
      return text.slice(0, at) + random.pick(HOSTILE_TEXTS) + text.slice(end)
    case 4:
      return text.slice(0, at) + donor.slice(random.int(donor.length))
    case 5:
      return `\ufeff${text}`
    case 6:
      return text.replaceAll('\n', random.pick(['\r\n', '\r', '\n\n', '\u2028']))
    case 7:
      return Buffer.from(text, 'utf8').toString(random.pick(['latin1', 'utf16le'] as const))
    default:
      return mutateLetters(text, random)
  }
}
