import { InvalidInput } from '../base/errors.ts'

export class PortTaken extends InvalidInput {
  constructor(port: number) {
    super(
      'configuration.port_taken',
      `Port ${port} is taken by another program. Stop it, or choose another one with --port or PORT.`,
    )
  }
}

export class NoPacks extends InvalidInput {
  constructor() {
    super(
      'configuration.no_packs',
      'No packs are named and nothing was published yet. Name them as "packs" in jingwei.config.json.',
    )
  }
}
