/** bpmn-js' services by name. */
export interface Injector {
  get<Service>(name: string): Service
}
