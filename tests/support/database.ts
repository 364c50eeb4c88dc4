export { testDatabase, type TestDatabase } from '../../engine/src/testing/test-database.ts'
