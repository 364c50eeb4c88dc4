import { doIt } from '../bench-flows.ts'

// oxlint-disable-next-line no-default-export -- this is how the engine finds a module
export default { name: 'bench', functions: [doIt] }
