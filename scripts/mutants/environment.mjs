import LeakFindingEnvironment from '../test/environment.mjs';

/** What the first test says that fails is enough. What it left open, the run after it finds. */
export default class FirstFailureEnvironment extends LeakFindingEnvironment {
  #failed = false;

  async handleTestEvent(event, state) {
    if (event.name === 'setup') this.#failed = false;
    if (event.name === 'test_done' && event.test.errors.length > 0) this.#failed = true;
    if (event.name === 'test_start' && this.#failed) event.test.mode = 'skip';
    if (!this.#failed) await super.handleTestEvent(event, state);
  }
}
