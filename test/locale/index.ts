// The same entry as that of the integration tests: it runs the tests that were bundled beside it.
export { run } from '../integration/index';
