/** Path parameters of a definition. */
export interface Named {
  Params: { pack: string; kind: string; name: string }
}

export const NAMED = '/api/definitions/:pack/:kind/:name'

export const idOf = ({ pack, kind, name }: Named['Params']): string => `${pack}/${kind}/${name}`
