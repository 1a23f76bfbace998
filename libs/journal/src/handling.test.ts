import { describe, expect, it, jest } from '@jest/globals';
import { id } from '@lethe/contracts';
import {
  CommandRecorded,
  inMemoryEventStore,
  OutcomeUnknown,
  StaleRevision,
  type EventStore,
} from '@lethe/event-store';
import { inMemorySubjectKeys, sealingOf } from '@lethe/sealing';
import * as z from 'zod';
import { catalogueOf, defineEvents, type EventOf } from './events.ts';
import { idFrom } from './ids.ts';
import { CommandReused, sealedJournal, type Command } from './index.ts';

const at = '2026-11-24T09:00:00.000Z';
const ada = '6f1c1b0e-0f0a-4c77-9f6e-4a4f3f5f1d01';
const events = defineEvents({ AccountClosed: { version: 1, data: z.strictObject({ accountId: id }) } });
const closed = { type: 'AccountClosed', data: { accountId: ada } } as const;
const command: Command = {
  id: '00000000-0000-4000-8000-000000000001',
  type: 'close',
  actor: ada,
  correlationId: 'c',
  subject: `account:${ada}`,
  request: { reason: { code: 'moved', words: ['a', 'b'] }, accountId: ada },
};

/** A journal on a store whose appends fail as told, and how often its work was done. */
const opened = (failing?: (attempt: number, append: () => Promise<bigint>) => Promise<bigint>) => {
  const store: EventStore = inMemoryEventStore();
  const append = store.append.bind(store);
  let attempts = 0;
  if (failing !== undefined)
    store.append = (...given) => {
      attempts += 1;
      return failing(attempts, () => append(...given));
    };
  const keys = inMemorySubjectKeys();
  const open = jest.spyOn(keys, 'open');
  const sealing = sealingOf({ keys, tokenKey: new Uint8Array(32).fill(7) });
  const journal = sealedJournal<EventOf<typeof events>>({
    store,
    sealing,
    catalogue: catalogueOf(events),
    clock: () => at,
  });
  const close = (over: Partial<Command> = {}) =>
    journal.handle(
      { ...command, ...over },
      async (unit) => {
        await unit.load(`account-${ada}`, { initial: undefined, evolve: () => undefined });
        unit.record(`account-${ada}`, [closed]);
      },
      (recorded) => recorded.length,
    );
  return { store, journal, close, attempts: () => attempts, opens: () => open.mock.calls.flat(2) };
};

describe('A command that somebody was faster than (L11)', () => {
  it('is decided afresh ten times at most, and then fails by what stood in its way', async () => {
    const { close, attempts } = opened((attempt) =>
      Promise.reject(new StaleRevision(`account-${ada}`, 'no-stream', BigInt(attempt))),
    );
    await expect(close()).rejects.toThrow(`Stream account-${ada} is at 10, not at no-stream.`);
    expect(attempts()).toBe(10);
  });

  it('waits longer each time, by chance: writers of one stream get out of the way', async () => {
    const chance = jest.spyOn(Math, 'random').mockReturnValue(1);
    const { close } = opened(() => Promise.reject(new StaleRevision(`account-${ada}`, 'no-stream', 1n)));
    const began = performance.now();
    await expect(close()).rejects.toThrow(StaleRevision);
    expect(performance.now() - began).toBeGreaterThan(5 * (1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9) - 20);
    chance.mockRestore();
  });

  it.each([
    ['is stale', new StaleRevision(`account-${ada}`, 'no-stream', 0n)],
    ['seems to be recorded, and is not', new CommandRecorded(command.id)],
    ['is of unknown outcome, and was not written', new OutcomeUnknown('the line went dead')],
  ])('is decided afresh where it %s', async (_, error) => {
    const { close, attempts } = opened((attempt, append) => (attempt === 1 ? Promise.reject(error) : append()));
    expect(await close()).toBe(1);
    expect(attempts()).toBe(2);
  });

  it('fails at once by what no repetition mends', async () => {
    const { close, attempts } = opened(() => Promise.reject(new TypeError('a bug')));
    await expect(close()).rejects.toThrow('a bug');
    expect(attempts()).toBe(1);
  });
});

describe('The request of a command (L11)', () => {
  it('is the same whatever the order of its fields, also deeper down', async () => {
    const { close } = opened();
    await close();
    expect(await close({ request: { accountId: ada, reason: { words: ['a', 'b'], code: 'moved' } } })).toBe(1);
  });

  it.each([
    ['another value', { reason: { code: 'moved', words: ['a', 'c'] }, accountId: ada }],
    ['another order of a list', { reason: { code: 'moved', words: ['b', 'a'] }, accountId: ada }],
    ['a field less', { reason: { code: 'moved', words: ['a', 'b'] } }],
    ['null for an object', { reason: null, accountId: ada }],
  ])('is another one with %s', async (_, request) => {
    const { close } = opened();
    await close();
    await expect(close({ request })).rejects.toThrow(CommandReused);
  });
});

describe('The subject of a command (L11)', () => {
  it('has its key read at once, in the background', async () => {
    const { close, opens } = opened();
    await close();
    expect(opens()).toEqual([command.subject]);
  });

  it('may be nobody: no key is read, no request compared, and yet the id is for this type alone', async () => {
    const { close, opens } = opened();
    const nobody = { subject: undefined };
    expect([await close(nobody), await close({ ...nobody, request: {} }), opens()]).toEqual([1, 1, []]);
    await expect(close({ ...nobody, type: 'open' })).rejects.toThrow(CommandReused);
  });
});

describe('A command without an event (L11)', () => {
  const changing = (how: 'take' | 'release' | undefined) => {
    const { journal } = opened();
    return journal.handle(
      command,
      async (unit) => {
        if (how !== undefined) unit[how]({ kind: 'name', hmac: 'x', holder: ada });
      },
      (recorded, position) => ({ recorded, position }),
    );
  };

  it('may change no look-up: a repeat could not be told from the first time', async () => {
    await expect(changing('take')).rejects.toThrow('A command changed look-ups, but recorded no event.');
    await expect(changing('release')).rejects.toThrow('A command changed look-ups, but recorded no event.');
  });

  it('is answered with nothing, as of the end of the log', async () => {
    expect(await changing(undefined)).toEqual({ recorded: [], position: 0n });
  });
});

describe('An id that a retry makes again (L11)', () => {
  it('is the same for the same command and purpose, another one else, and shaped like a random one', () => {
    const one = idFrom(command.id, 'registration');
    expect(one).toBe(idFrom(command.id, 'registration'));
    expect(one).not.toBe(idFrom(command.id, 'invitation'));
    expect(one).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });
});

describe('What a command reads and answers (L11)', () => {
  const look = async (over: Partial<Command>) => {
    const { journal, opens } = opened();
    const recorded = await journal.handle(
      { ...command, ...over },
      async (unit) => {
        await unit.load(`account-${ada}`, { initial: undefined, evolve: () => undefined });
        unit.record(`account-${ada}`, [closed, closed]);
      },
      (those) => those.map(({ revision }) => revision),
    );
    return { recorded, opens: opens() };
  };

  it('counts its events from the first one of a new stream', async () => {
    expect((await look({})).recorded).toEqual([0n, 1n]);
  });

  it('reads the key of its subject ahead, and none where it has no subject', async () => {
    expect((await look({})).opens).toEqual([`account:${ada}`]);
    expect((await look({ subject: undefined })).opens).toEqual([]);
  });

  it('finds the row of a look-up that has one, by its value', async () => {
    const { journal, close } = opened();
    await close();
    await journal.handle(
      { ...command, id: '00000000-0000-4000-8000-000000000002', type: 'take' },
      async (unit) => {
        await unit.load('taken', { initial: undefined, evolve: () => undefined });
        unit.ungated.record('taken', [closed]);
        unit.take(journal.lookUpOf('email', 'ada@example.org', ada));
      },
      () => undefined,
    );
    expect(await journal.lookUpRow('email', 'ada@example.org')).toMatchObject({ kind: 'email', holder: ada });
    expect(await journal.lookUpRow('email', 'bob@example.org')).toBeUndefined();
  });
});
