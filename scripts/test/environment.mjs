import { setTimeout as pause } from 'node:timers/promises';
import { TestEnvironment } from 'jest-environment-node';

/** What a file may still be doing is on its way; what it left open stays. */
const patienceMs = 5_000;
const underWay = new Set(['CloseReq', 'FSReqCallback', 'FSReqPromise']);

/** What keeps this process alive, by kind: sockets, servers, timers, children. */
const openHere = () =>
  process
    .getActiveResourcesInfo()
    .filter((kind) => !underWay.has(kind))
    .reduce((counts, kind) => counts.set(kind, (counts.get(kind) ?? 0) + 1), new Map());

const leftSince = (before) =>
  [...openHere()].flatMap(([kind, count]) => {
    const more = count - (before.get(kind) ?? 0);
    return more > 0 ? [`${more} ${kind}`] : [];
  });

/** Without a stack: it would lead here. */
const faultOf = (left) =>
  Object.assign(new Error(), { stack: `The tests of this file left open: ${left.join(', ')}.` });

/** A file that leaves a connection, a server or a timer behind fails by its name: nothing else would end it. */
export default class LeakFindingEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.before = openHere();
  }

  async handleTestEvent(event, state) {
    if (event.name !== 'run_finish') return;
    const until = performance.now() + patienceMs;
    let left = leftSince(this.before);
    while (left.length > 0 && performance.now() < until) {
      await pause(20, undefined, { ref: false });
      left = leftSince(this.before);
    }
    if (left.length > 0) state.unhandledErrors.push(faultOf(left));
  }
}
