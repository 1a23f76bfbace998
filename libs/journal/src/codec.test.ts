import { describe, expect, it } from '@jest/globals';
import { id, personal, shredded } from '@lethe/contracts';
import type { StoredEvent } from '@lethe/event-store';
import { inMemorySubjectKeys, originOf, SealBroken, sealingOf, type Sealed } from '@lethe/sealing';
import * as z from 'zod';
import { EventUnreadable, liftOf, openEvents, sealedEvents, sealEvents } from './codec.ts';
import { catalogueOf, defineEvents, type Catalogue } from './events.ts';

const ada = '6f1c1b0e-0f0a-4c77-9f6e-4a4f3f5f1d01';
const stream = `account-${ada}`;
const text = z.string();
const owned = { of: 'accountId' } as const;

const asFirstWritten = catalogueOf(
  defineEvents({
    Named: {
      version: 1,
      data: z.strictObject({ accountId: id.optional(), name: personal(text.optional(), owned), note: text.optional() }),
    },
    Moved: { version: 1, data: z.strictObject({ accountId: id, street: personal(text, owned) }) },
  }),
);

const lifting = (upcast: (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>): Catalogue =>
  catalogueOf(
    defineEvents({
      Named: {
        version: 2,
        data: z.strictObject({
          accountId: id,
          fullName: personal(text, owned),
          nick: personal(text.optional(), owned),
        }),
        upcasts: { 1: upcast },
      },
    }),
  );

const renamed = lifting(({ name, ...rest }) => ({ ...rest, fullName: name }));

const sealing = sealingOf({ keys: inMemorySubjectKeys(), tokenKey: new Uint8Array(32).fill(7) });

/** As a store holds it that was written long ago. */
const stored = async (data: object, changes: Partial<StoredEvent> = {}, type = 'Named'): Promise<StoredEvent> => {
  const [event] = await sealEvents(asFirstWritten, sealing, [{ stream, event: { type, data } }]);
  if (event === undefined) throw new Error('Nothing was sealed.');
  const place = { id: ada, stream, revision: 0n, position: 1n };
  const envelope = { commandId: ada, correlationId: 'c', actor: ada, recordedAt: '2026-11-24T09:00:00.000Z' };
  return { ...event, ...place, ...envelope, ...changes };
};

const read = async (catalogue: Catalogue, event: StoredEvent): Promise<unknown> =>
  (await openEvents(catalogue, sealing, [event]))[0]?.data;

describe('A personal field that an upcast gives another name (L9)', () => {
  it('is read in every old event', async () => {
    const event = await stored({ accountId: ada, name: 'Ada' });
    expect(await read(renamed, event)).toEqual({ accountId: ada, fullName: 'Ada' });
  });

  it('may be read under two names, in both', async () => {
    const twice = lifting(({ name, ...rest }) => ({ ...rest, fullName: name, nick: name }));
    const event = await stored({ accountId: ada, name: 'Ada' });
    expect(await read(twice, event)).toEqual({ accountId: ada, fullName: 'Ada', nick: 'Ada' });
  });

  it('keeps the place it was first stored at where a view takes it as it is', async () => {
    const event = await stored({ accountId: ada, name: 'Ada' });
    const { fullName } = liftOf(renamed)(event).data as Readonly<Record<string, unknown>>;
    expect(fullName).toEqual(event.data['name']);
    expect(await sealing.open([fullName as Sealed])).toEqual(['Ada']);
  });

  it('is shredded once its key is destroyed', async () => {
    const own = sealingOf({ keys: inMemorySubjectKeys(), tokenKey: new Uint8Array(32).fill(7) });
    const event = await stored({ accountId: ada, name: 'Ada' });
    expect((await openEvents(renamed, own, [event]))[0]?.data).toEqual({ accountId: ada, fullName: shredded });
  });
});

describe('A sealed value that stands where it was not stored (L9, L11)', () => {
  const named = () => stored({ accountId: ada, name: 'Ada' });
  const movedTo = async (data: object) => {
    const event = await named();
    return { ...event, data: { ...event.data, ...data } as StoredEvent['data'] };
  };

  it.each<[string, () => Promise<StoredEvent>]>([
    ['in another stream', async () => ({ ...(await named()), stream: 'account-b' })],
    ['in an event of another type', async () => ({ ...(await named()), type: 'Moved' })],
    ['in another field', async () => movedTo({ nick: (await named()).data['name'] })],
    [
      'in a field that is not personal, from where an upcast would take it',
      async () => movedTo({ note: (await named()).data['name'] }),
    ],
    [
      'out of another event of the stream',
      async () => movedTo({ name: (await stored({ accountId: ada, street: 'X' }, {}, 'Moved')).data['street'] }),
    ],
  ])('is not taken: %s', async (_where, moved) => {
    await expect(read(asFirstWritten, await moved())).rejects.toThrow(SealBroken);
  });

  it('is not taken either where an upcast puts it there', async () => {
    const box = { subject: `account:${ada}`, origin: originOf('account-b', 'Named', 'name'), value: 'Eve' };
    const [elsewhere] = await sealing.seal([box]);
    const planted = lifting(({ name: _own, ...rest }) => ({ ...rest, fullName: elsewhere }));
    await expect(read(planted, await named())).rejects.toThrow(SealBroken);
  });
});

describe('A personal field whose owner is not named (L9)', () => {
  it('is not sealed at all', async () => {
    await expect(stored({ name: 'Ada' })).rejects.toThrow('Named.name is personal, but accountId names nobody.');
  });

  it('needs no owner where it is absent itself', async () => {
    expect((await stored({ note: 'empty' })).data).toEqual({ note: 'empty' });
  });
});

describe('What is declared (L11)', () => {
  const data = z.strictObject({});
  const same = (old: Readonly<Record<string, unknown>>) => old;

  it('is alone what is written', async () => {
    await expect(stored({}, {}, 'Unheard')).rejects.toThrow('Unheard is not declared by this service.');
  });

  it('is declared once', () => {
    const group = defineEvents({ Named: { version: 1, data } });
    expect(() => catalogueOf(group, group)).toThrow('Named is declared twice.');
  });

  it.each([1, 2, 3])('has a lift from each older version: not without that from %i', (missing) => {
    const upcasts = Object.fromEntries([1, 2, 3].filter((from) => from !== missing).map((from) => [from, same]));
    expect(() => defineEvents({ Named: { version: 4, data, upcasts } })).toThrow(`nothing lifts version ${missing}.`);
  });

  it('is lifted one version after the other, and unreadable where a lift fails (L12)', async () => {
    const written = (by: string) => (old: Readonly<Record<string, unknown>>) => ({ ...old, [by]: true });
    const event = await stored({ note: 'x' });
    const named = (upcasts: Readonly<Record<number, typeof same>>) =>
      catalogueOf(defineEvents({ Named: { version: 4, data, upcasts } }));
    const lifted = await read(named({ 1: written('a'), 2: written('b'), 3: written('c') }), event);
    expect(lifted).toEqual({ note: 'x', a: true, b: true, c: true });
    const unable = () => {
      throw new TypeError('quotes a value');
    };
    const failing = named({ 1: same, 2: unable, 3: same });
    await expect(read(failing, event)).rejects.toThrow(EventUnreadable);
  });
});

describe('An event that is read without keys (L11)', () => {
  const sealed = (event: StoredEvent) => sealedEvents(asFirstWritten, [event])[0]?.data;

  it('has what is not personal, and what is there as it was stored', async () => {
    const event = await stored({ accountId: ada, name: 'Ada', note: 'x' });
    expect(sealed(event)).toStrictEqual({ accountId: ada, name: event.data['name'], note: 'x' });
  });

  it('has nothing in the place of what is not', async () => {
    expect(sealed(await stored({ note: 'x' }))).toStrictEqual({ note: 'x' });
    expect(sealed(await stored({}, { data: { name: null } }))).toStrictEqual({ name: null });
  });

  it('is refused where what is sealed was moved there from another place', async () => {
    const { data } = await stored({ accountId: ada, name: 'Ada' });
    const elsewhere = await stored({}, { data, stream: `${stream}0` });
    expect(() => sealed(elsewhere)).toThrow(SealBroken);
  });
});
