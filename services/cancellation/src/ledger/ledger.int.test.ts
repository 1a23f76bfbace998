import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fileLedger, type LedgerEntry } from '@lethe/sealing';
import { eventually } from '@lethe/testing';
import { actingIn, somebody } from '../testing/acting.ts';
import { neighbours } from '../testing/neighbours.ts';
import { surroundings, type Surroundings } from '../testing/running.ts';

describe('What cannot be taken back (K5)', () => {
  let world: Surroundings;
  let replica: Awaited<ReturnType<Surroundings['start']>>;
  /** A disk that is not there yet. */
  const disk = () => join(world.data, 'disk');
  const path = () => join(world.data, 'elsewhere.jsonl');
  beforeAll(async () => {
    world = await surroundings();
    await symlink(join(disk(), 'ledger.jsonl'), path());
    replica = await world.start({ LETHE_LEDGER: path() });
  }, 60_000);
  afterAll(async () => {
    await replica.stop();
    await world.stop();
  });

  const { confirmed, reached, clearedByAll, timelineOf } = actingIn(() => world);
  const entriesOf = async (accountId: string): Promise<readonly LedgerEntry[]> =>
    (await fileLedger(path()).after('')).entries.filter(
      (entry) => entry.kind !== 'key-destroyed' && entry.accountId === accountId,
    );

  it('waits for a ledger that takes no entry: it is final, and nothing that follows is done before', async () => {
    const who = somebody();
    await confirmed(who);
    await eventually(async () => expect(await timelineOf(who)).toContain('CancellationMadeFinal'));
    // So many tries in vain.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await timelineOf(who)).at(-1)).toBe('CancellationMadeFinal');
    expect(neighbours.tried(who.accountId, 'release claims')).toBe(0);
    await mkdir(disk());
    await eventually(async () => expect(await timelineOf(who)).toContain('ClaimsReleased'));
    expect((await entriesOf(who.accountId)).map(({ kind }) => kind)).toEqual(['cancellation-final']);
    const timeline = await timelineOf(who);
    expect(timeline.indexOf('FinalEnteredInLedger')).toBeLessThan(timeline.indexOf('ClaimsReleased'));
  });

  it('is in the ledger once each, as it was recorded: what is final, and what is completed', async () => {
    const who = somebody();
    const cancellation = await confirmed(who);
    await clearedByAll(who, cancellation);
    const { finalAt, completedAt } = await reached(cancellation, 'completed');
    await eventually(async () => expect(await timelineOf(who)).toContain('CompletionEnteredInLedger'));
    const of = { accountId: who.accountId, cancellationId: cancellation.cancellationId, attempt: 1 };
    expect(await entriesOf(who.accountId)).toEqual([
      { kind: 'cancellation-final', ...of, at: finalAt },
      { kind: 'cancellation-completed', ...of, at: completedAt },
    ]);
  });
});
