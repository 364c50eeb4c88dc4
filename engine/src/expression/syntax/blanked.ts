/** `text` with its string literals and comments turned into spaces, every other character in its place. */
export const blanked = (text: string): string => text.replace(TEXT_OR_COMMENT, found => ' '.repeat(found.length))

const TEXT_OR_COMMENT = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*.*?\*\//gs
