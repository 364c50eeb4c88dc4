/**
 * The own data entry `key`, or undefined when there is none. Nothing inherited and no getter is ever reached, so that
 * `constructor`, `__proto__` and whatever the host put on its objects don't exist for an expression.
 */
export function ownEntry(container: object, key: string | number): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(container, key)
  return descriptor === undefined || !('value' in descriptor) ? undefined : (descriptor.value as unknown)
}
