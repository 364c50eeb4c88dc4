/** The members that are there: content leaves out what the text does not say. */
export const present = <Values extends object>(values: Values): Present<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<Values>

export type Present<Values> = { [Key in keyof Values]?: Exclude<Values[Key], undefined> }
