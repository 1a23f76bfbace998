import { setTimeout as pause } from 'node:timers/promises';
import { TestEnvironment } from 'jest-environment-node';
import tweetnacl from 'tweetnacl';

/** What a file may still be doing is on its way; what it left open stays. */
const patienceMs = 5_000;
/** Timers are counted where they are made: Jest has some of its own, which come and go. */
const uncounted = new Set(['CloseReq', 'FSReqCallback', 'FSReqPromise', 'Immediate', 'Timeout']);

/** What keeps this process alive, by kind: sockets, servers, children. */
const openHere = () =>
  process
    .getActiveResourcesInfo()
    .filter((kind) => !uncounted.has(kind))
    .reduce((counts, kind) => counts.set(kind, (counts.get(kind) ?? 0) + 1), new Map());

/** Puts `make` into the place of a global that makes timers, and keeps those it makes. */
const kept = (make, timers) => {
  const keeping = (...args) => {
    const timer = make(...args);
    timers.add(timer);
    return timer;
  };
  return Object.defineProperties(keeping, Object.getOwnPropertyDescriptors(make));
};

/** Without a stack: it would lead here. */
const faultOf = (left) =>
  Object.assign(new Error(), { stack: `The tests of this file left open: ${left.join(', ')}.` });

/** A file that leaves a connection, a server or a timer behind fails by its name: nothing else would end it. */
export default class LeakFindingEnvironment extends TestEnvironment {
  #timers = new Set();
  #before = new Map();

  async setup() {
    await super.setup();
    this.global[Symbol.for('tweetnacl')] = tweetnacl; // in the sandbox a look at a global is slow: a signature took 200 ms
    this.#before = openHere();
    for (const name of ['setTimeout', 'setInterval']) this.global[name] = kept(this.global[name], this.#timers);
  }

  async handleTestEvent(event, state) {
    if (event.name !== 'run_finish') return;
    const until = performance.now() + patienceMs;
    let left = this.#left();
    while (left.length > 0 && performance.now() < until) {
      await pause(20, undefined, { ref: false });
      left = this.#left();
    }
    if (left.length > 0) state.unhandledErrors.push(faultOf(left));
  }

  #left() {
    const more = [...openHere()].map(([kind, count]) => [kind, count - (this.#before.get(kind) ?? 0)]);
    // oxlint-disable-next-line no-underscore-dangle -- Node tells nowhere else whether a timer is still to come
    const running = [...this.#timers].filter((timer) => timer.hasRef() && timer._destroyed === false);
    return [...more, ['timer', running.length]].flatMap(([kind, count]) => (count > 0 ? [`${count} ${kind}`] : []));
  }
}
