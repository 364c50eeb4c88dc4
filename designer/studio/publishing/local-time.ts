const two = (part: number): string => String(part).padStart(2, '0')

/** `2026-03-10 08:00` in the time of the reader. */
export function localTime(instant: string): string {
  const at = new Date(instant)
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`
}
