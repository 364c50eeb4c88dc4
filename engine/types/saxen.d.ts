declare module 'saxen' {
  type Place = () => { line: number; column: number; data: string }
  type Decode = (text: string) => string
  export class Parser {
    on(
      name: 'openTag',
      listener: (
        name: string,
        attributes: () => Record<string, string>,
        decode: Decode,
        selfClosing: boolean,
        place: Place,
      ) => void,
    ): this
    on(name: 'closeTag', listener: (name: string, decode: Decode, selfClosing: boolean, place: Place) => void): this
    on(name: 'text', listener: (text: string, decode: Decode, place: Place) => void): this
    on(name: 'cdata', listener: (text: string, place: Place) => void): this
    on(name: 'attention', listener: (text: string, decode: Decode, place: Place) => void): this
    on(name: 'error' | 'warn', listener: (error: Error, place: Place) => void): this
    parse(text: string): this
  }
}
