const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))/gs
const SINGLE: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' }

/** The text that a FEEL string literal stands for (DMN 1.5 §10.3.1.2 rule 35). `source` includes its quotes. */
export function readStringLiteral(source: string): string {
  return source.slice(1, -1).replace(ESCAPE, (whole, unit: string, point: string, single: string) => {
    if (unit) return String.fromCharCode(parseInt(unit, 16))
    if (point) return codePoint(point) ?? whole
    return SINGLE[single] ?? whole
  })
}

function codePoint(hex: string): string | undefined {
  const code = parseInt(hex, 16)
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
