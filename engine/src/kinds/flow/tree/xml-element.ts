/** An XML element without its white space, names with the prefixes of the canonical text. */
export interface XmlElement {
  tag: string
  attributes: Record<string, string>
  children: XmlElement[]
  /** Of an element without children. Absent: none. */
  text?: string
}
