/** The references that must be followed to read `paths`: of `customer.name` it is `customer`, of `lines.product.code` `lines.product`. */
export function behindReferences(paths: readonly string[]): Set<string> {
  return new Set(paths.flatMap(path => (path.includes('.') ? [path.slice(0, path.lastIndexOf('.'))] : [])))
}
