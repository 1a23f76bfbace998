import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@lethe/event-store';
import { eventually } from '@lethe/testing';
import { viewCheckpoints } from './checkpoints.ts';
import { viewLag } from './lag.ts';
import { parkedEvents } from './parked.ts';
import { replayView } from './replay.ts';
import { rebuildingOf, rebuildView } from './runner.ts';
import { runningViews } from './testing/running.ts';
import { clear, say, sayIn, words } from './testing/words.view.ts';
import { viewMigrations } from './views.migrations.ts';

let system: Awaited<ReturnType<typeof runningViews>>;
beforeEach(async () => {
  system = await runningViews();
});
afterEach(() => system.close());

const forbid = (word: string) =>
  system.pool.query(`alter table words_v1 add constraint no_${word} check (word->'$sealed'->>'box' <> '${word}')`);
const allow = (word: string) => system.pool.query(`alter table words_v1 drop constraint no_${word}`);
const replay = () => replayView(rebuildingOf(system.ground), words);
const parked = async () =>
  (await parkedEvents(system.pool)).map(({ view, position, stream, error }) => [view, position, stream, error]);

describe('An event that a view cannot take in', () => {
  it('is parked with later ones of its stream, while all others go on', async () => {
    await forbid('bad');
    await system.start({ views: [words] });
    for (const [stream, word] of ['a1', 'bbad', 'a2', 'blate'].map((each) => [each.charAt(0), each.slice(1)] as const))
      await sayIn(system.store, stream, word);
    await system.passed('words_v1', 4n);
    expect(await system.boxes()).toEqual(['1', '2']);
    expect(await parked()).toEqual([
      ['words_v1', 2n, 'word-b', '23514'],
      ['words_v1', 4n, 'word-b', 'Behind'],
    ]);
    expect(system.errors.every(([view]) => view === 'words_v1')).toBe(true);
    expect(system.errors.length).toBeGreaterThanOrEqual(3);
  });

  it('does not keep its batch back, whatever else is in it', async () => {
    await forbid('bad');
    await say(system.store, '1', ...Array.from({ length: 30 }, (_, index) => `${index}`));
    await sayIn(system.store, 'b', 'bad');
    const head = await say(system.store, '1', 'last');
    await system.start({ views: [words] });
    await system.passed('words_v1', head);
    expect(await system.boxes()).toEqual([...Array.from({ length: 30 }, (_, index) => `${index}`), 'last']);
    expect(await parked()).toHaveLength(1);
  });

  it('is parked where its version is newer than anybody knows', async () => {
    const lift = (event: StoredEvent): StoredEvent => {
      if (event.version > 1) throw new Error('newer');
      return event;
    };
    await system.start({ views: [words], lift });
    await sayIn(system.store, 'a', 'known');
    await system.passed('words_v1', await sayIn(system.store, 'b', 'from the future', 2));
    expect(await parked()).toEqual([['words_v1', 2n, 'word-b', 'EventNotUnderstood']]);
    expect(await replay()).toBe(1);
    expect(await system.boxes()).toEqual(['known', 'from the future']);
  });

  it('is not parked where the whole view is at fault: the view waits', async () => {
    await system.pool.query('alter table words_v1 rename column word to woord');
    await system.start({ views: [words] });
    const head = await say(system.store, '1', 'a');
    await eventually(() => expect(system.errors.length).toBeGreaterThan(2));
    expect(await parked()).toEqual([]);
    await system.pool.query('alter table words_v1 rename column woord to word');
    await system.passed('words_v1', head);
  });
});

describe('Replaying what is parked', () => {
  it('takes it in by order of the log, and the stream is open again', async () => {
    await forbid('bad');
    await system.start({ views: [words] });
    await sayIn(system.store, 'b', 'bad');
    await system.passed('words_v1', await sayIn(system.store, 'b', 'later'));
    await allow('bad');
    await replay();
    await eventually(async () => expect(await parked()).toEqual([]));
    await system.passed('words_v1', await sayIn(system.store, 'b', 'last'));
    expect(await system.boxes()).toEqual(['bad', 'later', 'last']);
    expect(await parked()).toEqual([]);
  });

  it('leaves what fails still, with what is behind it, and goes on with other streams', async () => {
    await forbid('bad');
    await forbid('worse');
    await system.start({ views: [words] });
    await sayIn(system.store, 'b', 'bad');
    await sayIn(system.store, 'w', 'worse');
    await sayIn(system.store, 'b', 'behind bad');
    await system.passed('words_v1', await sayIn(system.store, 'w', 'behind worse'));
    await allow('worse');
    await replay();
    await eventually(async () => expect(await parked()).toHaveLength(2));
    expect(await system.boxes()).toEqual(['worse', 'behind worse']);
    expect(await parked()).toEqual([
      ['words_v1', 1n, 'word-b', '23514'],
      ['words_v1', 3n, 'word-b', 'Behind'],
    ]);
  });
});

describe('What is set aside and no fault of the event', () => {
  it('is taken in by itself, as when a replay was broken off, or met an outage (L3, L8)', async () => {
    await forbid('bad');
    await system.start({ views: [words] });
    await sayIn(system.store, 'b', 'bad');
    await system.passed('words_v1', await sayIn(system.store, 'b', 'later'));
    await allow('bad');
    await system.pool.query(`update set_aside set kind = 'busy', next_try = now() where error = '23514'`);
    await eventually(async () => expect(await parked()).toEqual([]));
    expect(await system.boxes()).toEqual(['bad', 'later']);
  });

  it("is nobody else's once a rebuilt view has taken the place: what is replayed late is not there twice", async () => {
    await forbid('bad');
    await system.start({ views: [words] });
    await system.passed('words_v1', await sayIn(system.store, 'b', 'bad'));
    await allow('bad');
    const ground = rebuildingOf(system.ground);
    const read = async (stream: string) => {
      await rebuildView(system.ground, words, new AbortController().signal);
      return system.store.read(stream);
    };
    expect(await replayView({ ...ground, store: { ...ground.store, read } }, words)).toBe(0);
    expect(await system.boxes()).toEqual(['bad']);
    expect(await parked()).toEqual([]);
  });
});

describe('Events that the version before parked', () => {
  it('are set aside in their order, and what is to be carried out again still is', async () => {
    const migration = viewMigrations.find(({ name }) => name === 'views/0003-parked-events-are-set-aside');
    const [carriedOver = ''] = migration?.statements ?? [];
    await system.pool.query(`create table parked_events (view text, position bigint, stream text, error text,
      parked_at timestamptz not null default now(), primary key (view, position))`);
    await system.pool.query(`insert into parked_events values ('words_v1', 10, 'word-b', 'Behind'),
      ('words_v1', 9, 'word-b', '23514'), ('words_v1', 11, 'gate-1', 'Again')`);
    await system.pool.query(carriedOver);
    expect((await parkedEvents(system.pool)).map(({ position, kind, error }) => [position, kind, error])).toEqual([
      [9n, 'poison', '23514'],
      [10n, 'behind', 'Behind'],
      [11n, 'repeat', 'Repeat'],
    ]);
  });
});

describe('Clearing an account of which something is parked (E5)', () => {
  it('is carried out at once and again behind what is replayed, so that nothing comes back', async () => {
    await forbid('bad');
    await system.start({ views: [words] });
    await sayIn(system.store, 'a', 'secret');
    await sayIn(system.store, 'b', 'bad');
    await system.passed('words_v1', await clear(system.store, '1'));
    expect(await system.boxes()).toEqual([]);
    expect(await parked()).toEqual([
      ['words_v1', 2n, 'word-b', '23514'],
      ['words_v1', 3n, 'gate-1', 'Repeat'],
    ]);
    expect(await replay()).toBe(0);
    expect(await parked()).toHaveLength(2);
    await allow('bad');
    expect(await replay()).toBe(1);
    expect(await system.boxes()).toEqual([]);
    expect(await parked()).toEqual([]);
  });

  it('is carried out again with each one that is replayed, though others before it still fail', async () => {
    await forbid('bad');
    await forbid('worse');
    await system.start({ views: [words] });
    await sayIn(system.store, 'b', 'bad');
    await sayIn(system.store, 'w', 'worse');
    await system.passed('words_v1', await clear(system.store, '1'));
    await allow('bad');
    expect(await replay()).toBe(1);
    expect(await system.boxes()).toEqual([]);
    expect((await parked()).map(([, , stream]) => stream)).toEqual(['word-w', 'gate-1']);
    await allow('worse');
    expect(await replay()).toBe(1);
    expect(await system.boxes()).toEqual([]);
    expect(await parked()).toEqual([]);
  });

  it('is never passed over: where it fails, the view stands still and clearing waits', async () => {
    await system.pool.query(`create function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'No.'; end $$`);
    await system.pool.query('create trigger kept before delete on words_v1 execute function refuse()');
    await system.start({ views: [words] });
    await say(system.store, '1', 'secret');
    const cleared = await clear(system.store, '1');
    await eventually(() => expect(system.errors.length).toBeGreaterThan(6));
    await expect(viewCheckpoints(system.pool).waitForAll(cleared, 50)).rejects.toThrow('words_v1 is at 1');
    await system.pool.query('drop trigger kept on words_v1');
    await system.passed('words_v1', cleared);
    expect(await system.boxes()).toEqual([]);
  });
});

describe('The lag of views', () => {
  it('is told in events, in seconds since the oldest unseen one, and in what is parked', async () => {
    await forbid('bad');
    const runner = await system.start({ views: [words] });
    await system.passed('words_v1', await sayIn(system.store, 'b', 'bad'));
    await runner.stop();
    const lag = () => viewLag(system.pool, system.store, '2026-03-01T10:01:30.000Z');
    expect(await lag()).toEqual([{ view: 'words_v1', position: 1n, events: 0n, seconds: 0, parked: 1 }]);
    await say(system.store, '1', 'a', 'b');
    expect(await lag()).toEqual([{ view: 'words_v1', position: 1n, events: 2n, seconds: 90, parked: 1 }]);
  });
});
