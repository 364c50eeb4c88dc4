/** A small arrow beside the head that the list is sorted by; a faint one appears on the others under the pointer. */
export function SortIcon({ direction }: { direction: 'ascending' | 'descending' | undefined }) {
  return (
    <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden data-sorted={direction !== undefined}>
      <path d={direction === 'descending' ? 'M1 2.5h6L4 6.5z' : 'M1 5.5h6L4 1.5z'} fill="currentColor" />
    </svg>
  )
}
