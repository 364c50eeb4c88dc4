declare module 'bpmn-moddle' {
  /** BPMN 2.0 XML ⇄ objects; `packages` add extension vocabularies by their prefix. */
  export class BpmnModdle {
    constructor(packages?: Record<string, object>, options?: object)
    fromXML(xml: string): Promise<{ rootElement: any; warnings: { message: string }[] }>
    toXML(element: object, options?: { format?: boolean }): Promise<{ xml: string }>
  }
}
