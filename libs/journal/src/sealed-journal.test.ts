import { describe, expect, it } from '@jest/globals';
import { id, instant, isShredded, personal, type Personal } from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import { inMemoryEventStore, OutcomeUnknown, type EventStore } from '@lethe/event-store';
import { inMemorySubjectKeys, sealingOf } from '@lethe/sealing';
import * as z from 'zod';
import { catalogueOf, defineEvents, type EventOf } from './events.ts';
import { AccountGone, CommandReused, gateOf, sealedJournal, type Command, type Unit } from './index.ts';

const at = '2026-11-24T09:00:00.000Z';
const ada = '6f1c1b0e-0f0a-4c77-9f6e-4a4f3f5f1d01';
const events = defineEvents({
  Named: {
    version: 2,
    data: z.strictObject({ accountId: id, name: personal(z.string(), { of: 'accountId' }), namedAt: instant }),
    upcasts: { 1: (data) => ({ ...data, namedAt: at }) },
  },
  AccountClosed: { version: 1, data: z.strictObject({ accountId: id }) },
});
type Named = EventOf<typeof events>;
const names = {
  initial: [] as readonly Personal<string>[],
  evolve: (state: readonly Personal<string>[], event: Named) =>
    event.type === 'Named' ? [...state, event.data.name] : state,
};

const opened = () => {
  const store = inMemoryEventStore();
  const sealing = sealingOf({ keys: inMemorySubjectKeys(), tokenKey: new Uint8Array(32).fill(7) });
  const journal = sealedJournal<Named>({ store, sealing, catalogue: catalogueOf(events), clock: () => at });
  const name = (command: Command, value: string) =>
    journal.handle(
      command,
      async (unit) => {
        const before = await unit.load(`account-${ada}`, names);
        if (before.includes(value)) return refuse('named-already');
        unit.record(`account-${ada}`, [{ type: 'Named', data: { accountId: ada, name: value, namedAt: at } }]);
        return undefined;
      },
      (recorded) => recorded.map((event) => event.type === 'Named' && event.data.name),
    );
  return { store, sealing, journal, name };
};

let number = 0;
const command = (over: Partial<Command> = {}): Command => ({
  id: `00000000-0000-4000-8000-${String((number += 1)).padStart(12, '0')}`,
  type: 'name',
  actor: ada,
  correlationId: 'c',
  subject: `account:${ada}`,
  request: { name: 'x' },
  ...over,
});

const stored = async (store: EventStore) =>
  JSON.stringify(await store.readAll(0n, 100), (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));

describe('The journal does a command once (invariant I1, invariant I13)', () => {
  it('answers a repeated command from what was recorded, also after others wrote', async () => {
    const { name, store } = opened();
    const first = command();
    expect(await name(first, 'Ada')).toEqual(['Ada']);
    await name(command(), 'Eve');
    expect(await name(first, 'Ada')).toEqual(['Ada']);
    expect(await store.head()).toBe(2n);
  });

  it('answers alike whether or not the answer of the store was lost (invariant I1)', async () => {
    const { name, store } = opened();
    const append = store.append.bind(store);
    let lost = 0;
    store.append = async (...given) => {
      await append(...given);
      lost += 1;
      throw new OutcomeUnknown('the line went dead');
    };
    expect(await name(command(), 'Ada')).toEqual(['Ada']);
    expect([lost, await store.head()]).toEqual([1, 1n]);
  });

  it('gives the answer the same events and position at first as at a repeat', async () => {
    const { journal, name } = opened();
    const seen: unknown[] = [];
    await name(command(), 'Eve');
    const first = command();
    const data = { accountId: ada, name: 'Ada\u0000', namedAt: at };
    const once = () =>
      journal.handle(
        first,
        async (unit) => {
          await unit.load(`account-${ada}`, names);
          unit.record(`account-${ada}`, [
            { type: 'Named', data },
            { type: 'Named', data: { ...data, name: 'Eve' } },
          ]);
        },
        (recorded, position) => seen.push({ recorded, position }),
      );
    await once();
    await once();
    expect(seen[1]).toStrictEqual(seen[0]);
    expect(seen[0]).toMatchObject({ recorded: [{ revision: 1n }, { revision: 2n }], position: 3n });
  });

  it('does two deliveries at once once', async () => {
    const { name, store } = opened();
    const twice = command();
    expect(await Promise.all([name(twice, 'Ada'), name(twice, 'Ada')])).toEqual([['Ada'], ['Ada']]);
    expect(await store.head()).toBe(1n);
  });

  it('does not hold against a delivery what another delivery of the same command did a moment ago', async () => {
    const { name, journal } = opened();
    const first = command();
    const late = await journal.handle(
      first,
      async (unit) => {
        await name(first, 'Ada');
        return (await unit.load(`account-${ada}`, names)).includes('Ada') ? refuse('named-already') : undefined;
      },
      (recorded) => recorded.map((event) => event.type === 'Named' && event.data.name),
    );
    expect(late).toEqual(['Ada']);
  });

  it('nor takes it for a command that has nothing to do', async () => {
    const { name, journal } = opened();
    const first = command();
    const late = await journal.handle(
      first,
      async (unit) => {
        await name(first, 'Ada');
        unit.take({ kind: 'name', hmac: 'x', holder: ada });
      },
      (recorded) => recorded.map((event) => event.type === 'Named' && event.data.name),
    );
    expect(late).toEqual(['Ada']);
  });

  it('ends the work of a repeat where it reads the first stream, without another question to the store', async () => {
    const { store, journal } = opened();
    const asked: unknown[] = [];
    const read = store.read.bind(store);
    store.read = (...given) => {
      asked.push(given);
      return read(...given);
    };
    const first = command();
    let effects = 0;
    const once = () =>
      journal.handle(
        first,
        async (unit) => {
          await unit.load(`account-${ada}`, names);
          await unit.load('account-other', names);
          effects += 1;
          unit.record(`account-${ada}`, [{ type: 'Named', data: { accountId: ada, name: 'Ada', namedAt: at } }]);
        },
        () => 'done',
      );
    expect(await once()).toBe('done');
    expect(asked).toEqual([
      [`account-${ada}`, first.id],
      ['account-other', undefined],
    ]);
    expect(await once()).toBe('done');
    expect(effects).toBe(1);
  });

  it('answers a repeat whose work fails by what it did the first time', async () => {
    const { journal } = opened();
    const first = command();
    const data = { accountId: ada, name: 'Ada', namedAt: at };
    let done = 0;
    const once = () =>
      journal.handle(
        first,
        async (unit) => {
          done += 1;
          if (done > 1) throw new Error('There is nothing left to do.');
          unit.record(`account-${ada}`, [{ type: 'Named', data }]);
        },
        (recorded) => recorded.length,
      );
    expect([await once(), await once()]).toEqual([1, 1]);
  });

  it('refuses a used id for another request or another type, never "done"', async () => {
    const { name } = opened();
    const first = command();
    await name(first, 'Ada');
    await expect(name({ ...first, request: { name: 'y' } }, 'Eve')).rejects.toThrow(CommandReused);
    await expect(name({ ...first, type: 'other' }, 'Ada')).rejects.toThrow(CommandReused);
  });

  it('no longer compares the request once the subject is gone', async () => {
    const { name, sealing } = opened();
    const first = command();
    await name(first, 'Ada');
    await sealing.destroy(`account:${ada}`, at);
    expect(await name({ ...first, request: { name: 'y' } }, 'Ada')).toEqual([{ shredded: true }]);
  });

  it('returns a refusal and records nothing', async () => {
    const { name, store } = opened();
    await name(command(), 'Ada');
    expect(await name(command(), 'Ada')).toEqual({ refused: 'named-already', details: {} });
    expect(await store.head()).toBe(1n);
  });

  it('decides afresh when somebody was faster', async () => {
    const { name, store } = opened();
    const racing = ['a', 'b', 'c', 'a', 'b'].map((value) => name(command(), value));
    const answers = (await Promise.all(racing)).map((answer) => 'refused' in answer);
    expect(answers.filter(Boolean)).toHaveLength(2);
    expect(await store.head()).toBe(3n);
  });

  it('reads a stream once per unit, so that loading it again never hides who wrote between', async () => {
    const { name, journal, store } = opened();
    let rounds = 0;
    await journal.handle(
      command(),
      async (unit) => {
        rounds += 1;
        const before = await unit.load(`account-${ada}`, names);
        if (rounds === 1) await name(command(), 'Eve');
        expect(await unit.load(`account-${ada}`, names)).toEqual(before);
        unit.record(`account-${ada}`, [{ type: 'Named', data: { accountId: ada, name: 'Ada', namedAt: at } }]);
      },
      () => undefined,
    );
    expect([rounds, await store.head()]).toEqual([2, 2n]);
  });
});

describe('The gate (D6)', () => {
  const other = 'b2c0a6f4-1111-4c77-9f6e-4a4f3f5f1d02';
  const nobody = { actor: 'clock', subject: undefined };
  const word = (accountId: string) => [{ type: 'Named', data: { accountId, name: 'Late', namedAt: at } }] as const;

  const closed = async () => {
    const { journal } = opened();
    await journal.handle(
      command({ ...nobody, type: 'close' }),
      async (unit) => unit.ungated.record(gateOf(ada), [{ type: 'AccountClosed', data: { accountId: ada } }]),
      () => 'closed',
    );
    return (over: Partial<Command>, work: (unit: Unit<Named>) => void) =>
      journal.handle(
        command({ ...nobody, ...over }),
        async (unit) => work(unit),
        () => 'recorded',
      );
  };

  it.each<[string, Partial<Command>, string]>([
    ['in its own streams, whoever does it', {}, `names-${ada}`],
    ['of what itself does', { actor: ada }, `names-${other}`],
    ['of what is done for it', { subject: `account:${ada}` }, `names-${other}`],
  ])('lets nothing land behind it, without a word of the handler: %s', async (_what, over, stream) => {
    const record = await closed();
    const late = record(over, (unit) => unit.record(stream, word(other)));
    await expect(late).rejects.toThrow(new AccountGone(ada));
  });

  it('stands before each stream of a unit', async () => {
    const record = await closed();
    const late = record({}, (unit) => {
      unit.record(`names-${other}`, word(other));
      unit.record(`names-${ada}`, word(other));
    });
    await expect(late).rejects.toThrow(AccountGone);
  });

  it('is passed by what says so, and by that alone', async () => {
    const record = await closed();
    const concerned = { actor: ada, subject: `account:${ada}` };
    expect(await record(concerned, (unit) => unit.ungated.record(`names-${ada}`, word(other)))).toBe('recorded');
    expect(await record(concerned, (unit) => unit.ungated.ungated.record(`more-${ada}`, word(other)))).toBe('recorded');
    const both = record({ actor: ada }, (unit) => {
      unit.ungated.record(`ends-${ada}`, word(other));
      unit.record(`names-${other}`, word(other));
    });
    await expect(both).rejects.toThrow(AccountGone);
  });

  it('of one account is not that of another', async () => {
    const record = await closed();
    const others = { actor: other, subject: `account:${other}` };
    expect(await record(others, (unit) => unit.record(`names-${other}`, word(other)))).toBe('recorded');
  });

  it('holds up nothing that is only read', async () => {
    const record = await closed();
    expect(await record({ actor: ada }, () => undefined)).toBe('recorded');
  });

  it('holds up nothing where no event is recorded, nor is a stream thought new for that (L11)', async () => {
    const record = await closed();
    const none = record({}, (unit) => {
      unit.record(`names-${ada}`, []);
      unit.record(gateOf(ada), []);
      unit.record(`names-${other}`, word(other));
    });
    expect(await none).toBe('recorded');
  });
});

describe('Personal fields (CAN-10)', () => {
  it('are sealed in the store, and open in the journal', async () => {
    const { name, store, journal } = opened();
    await name(command(), 'Ada Lovelace');
    expect(await stored(store)).not.toContain('Lovelace');
    expect(await journal.state(`account-${ada}`, names)).toEqual(['Ada Lovelace']);
  });

  it('read as shredded once the key is destroyed, and the stream still folds', async () => {
    const { name, journal, sealing } = opened();
    await name(command(), 'Ada');
    await sealing.destroy(`account:${ada}`, at);
    const [name1] = await journal.state(`account-${ada}`, names);
    expect(isShredded(name1)).toBe(true);
  });
});

describe('Older and newer events', () => {
  const write = (store: EventStore, version: number) =>
    store.append(
      [
        {
          stream: `account-${ada}`,
          expected: 'no-stream',
          events: [{ type: 'Named', version, data: { accountId: ada, name: 'Old' } }],
        },
      ],
      { commandId: command().id, commandType: 'name', digest: null, correlationId: 'c', actor: ada, at },
    );

  it('lifts an older version on reading', async () => {
    const { store, journal } = opened();
    await write(store, 1);
    expect((await journal.read(`account-${ada}`))[0]?.data).toEqual({ accountId: ada, name: 'Old', namedAt: at });
  });

  it('refuses a version newer than it knows', async () => {
    const { store, journal } = opened();
    await write(store, 3);
    await expect(journal.read(`account-${ada}`)).rejects.toThrow('cannot read');
  });

  it('cannot be declared with a hole between versions', () => {
    expect(() => defineEvents({ Named: { version: 2, data: z.strictObject({}) } })).toThrow('nothing lifts version 1');
  });
});
