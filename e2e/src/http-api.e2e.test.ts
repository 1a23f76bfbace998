import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { castOf, knownOf, type Cast } from './http-api/cast.ts';
import { faultsOf } from './http-api/judge.ts';
import { operationsOf, type Operation } from './http-api/operations.ts';
import { askers, nowhere, permissions, placeOf } from './http-api/permissions.ts';
import { requestsFor, type Asked } from './http-api/requests.ts';
import { Browser, type Answered } from './story/browser.ts';
import { signIn } from './story/person.ts';
import { System } from './system/system.ts';

let system: System;
let cast: Cast;
let operations: readonly Operation[];
beforeAll(async () => {
  system = await System.start();
  cast = await castOf(system);
  operations = await operationsOf(system.world.url);
}, 120_000);
afterAll(async () => {
  await system.stop();
  system.remove();
}, 60_000);

const browserOf = (asker: (typeof askers)[number]): Browser => {
  const who = cast[asker];
  return who instanceof Browser ? who : who.browser;
};

describe('Each operation lets in whom its contract names, for what is theirs (G3, ASVS 8.2.2)', () => {
  it('is decided for every operation there is', () => {
    expect(Object.keys(permissions).toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
  });

  const withoutInstance = ({ status, body: { instance: _instance, ...told } }: Answered) => ({ status, told });

  it("tells of others' workspaces, tickets and sessions what it tells of unknown ones", async () => {
    for (const [name, { body }] of Object.entries(permissions)) {
      const [method = '', path = ''] = name.split(' ');
      if (!/\{(workspaceId|ticketId|sessionId)\}/.test(path) || path.startsWith('/v1/staff')) continue;
      const ask = async (place: string) =>
        withoutInstance(await cast.other.browser.copy().send(method, place, body?.(cast)));
      const others = await ask(placeOf(path, cast));
      expect(others.status).toBe(404);
      expect(others).toEqual(await ask(nowhere(path)));
    }
  }, 60_000);

  it.each(Object.keys(permissions))('%s', async (name) => {
    const { body, statuses } = permissions[name] ?? { statuses: [] };
    const [method = '', path = ''] = name.split(' ');
    const told: number[] = [];
    for (const asker of askers) {
      const answer = await browserOf(asker).copy().send(method, placeOf(path, cast), body?.(cast));
      told.push(answer.status);
    }
    expect(Object.fromEntries(askers.map((asker, at) => [asker, told[at]]))).toEqual(
      Object.fromEntries(askers.map((asker, at) => [asker, statuses[at]])),
    );
  });
});

const perOperation = 10;

/** Cookies that an answer sets are not kept: everybody stays who they are. */
const faultOf = async (asker: Browser, operation: Operation, asked: Asked, number: number) => {
  const { path, body, type } = asked;
  const headers = {
    ...(type === undefined ? {} : { 'content-type': type }),
    ...(number % 3 === 0 ? { 'idempotency-key': `key-${String(number % 6)}` } : {}),
  };
  const sent = { headers, ...(body === undefined ? {} : { body }) };
  return faultsOf(operation, asked, await asker.copy().request(operation.method, path, sent));
};

const endsSession = ({ name }: Operation): boolean => name === 'DELETE /v1/sessions/current';

describe('Whatever is sent, the API answers as its document says (G1)', () => {
  /** Their sessions were ended above. */
  beforeAll(async () => {
    for (const person of [cast.owner, cast.other, cast.staff]) await signIn(person);
  });

  it.each(['nobody', 'owner', 'other', 'staff'] as const)(
    'to: %s',
    async (asker) => {
      const found: string[] = [];
      for (const operation of operations.filter((candidate) => !endsSession(candidate)))
        for (const [number, asked] of requestsFor(operation, knownOf(cast), perOperation).entries())
          found.push(...(await faultOf(browserOf(asker), operation, asked, number)));
      expect(found).toEqual([]);
    },
    60_000,
  );
});
