declare module 'bpmn-moddle' {
  /** BPMN 2.0 XML ⇄ objects; `packages` add extension vocabularies by their prefix. */
  export class BpmnModdle {
    constructor(packages?: Record<string, object>, options?: object)
    fromXML(xml: string): Promise<{
      rootElement: any
      /** Faults of the text; those about a reference say whose and which. */
      warnings: { message: string; element?: any; property?: string; value?: string }[]
      elementsById: Record<string, any>
    }>
    toXML(element: object, options?: { format?: boolean }): Promise<{ xml: string }>
  }
}
