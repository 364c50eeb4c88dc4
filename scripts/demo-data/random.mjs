/** A small seeded generator (mulberry32): the same numbers on every machine, so that the output can be committed. */
export function seededRandom(seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const integer = (from, to) => from + Math.floor(next() * (to - from + 1))
  const digits = count => Array.from({ length: count }, () => integer(0, 9)).join('')
  return { integer, digits }
}
