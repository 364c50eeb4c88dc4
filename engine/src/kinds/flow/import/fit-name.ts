/** The names that other tools' models have and ours can't: letters beyond ASCII, spaces, a digit in front. */
const FITS = /^[A-Za-z_][A-Za-z0-9_.-]{0,254}$/

/** A name of a flow that can stand for this id: the id itself when it can, else the nearest. Null: nothing of it can. */
export function fitFlowName(id: string): string | null {
  if (FITS.test(id)) return id
  const name = plain(id)
    .replace(/[^A-Za-z0-9_.-]+/g, '_')
    .replace(/^(?=[^A-Za-z_])/, '_')
    .slice(0, 255)
  return /[A-Za-z0-9]/.test(name) ? name : null
}

/** The same for the name of a rule set: small letters. */
export function fitDefinitionName(name: string): string | null {
  if (/^[a-z][a-z0-9_]{0,62}$/.test(name)) return name
  const fit = plain(name)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 63)
  return fit === '' ? null : fit
}

const plain = (text: string): string => text.replaceAll('ß', 'ss').normalize('NFKD').replace(/\p{M}/gu, '')
