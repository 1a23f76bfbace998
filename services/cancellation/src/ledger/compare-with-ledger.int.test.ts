import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fileLedger, type LedgerEntry } from '@lethe/sealing';
import { overOwnDatabase } from '../../../../libs/service/src/testing/over-own-database.ts';
import { cancellation } from '../cancellation.definition.ts';
import { cancellationStream } from '../cancellation/cancellation.events.ts';
import * as facts from '../cancellation/testing/facts.ts';
import { comparingWithLedger } from './compare-with-ledger.ts';

const { at, accountId } = facts;
const of = { accountId, cancellationId: facts.cancellationOf(1), attempt: 1, at };
const final: LedgerEntry = { kind: 'cancellation-final', ...of };
const completed: LedgerEntry = { kind: 'cancellation-completed', ...of };
const key: LedgerEntry = { kind: 'key-destroyed', service: 'mfa', subject: `account:${accountId}`, at };

describe('The ledger beside the log of cancellations (K4, K5)', () => {
  let world: Awaited<ReturnType<typeof overOwnDatabase>>;
  let folder: string;
  beforeEach(async () => {
    world = await overOwnDatabase(cancellation, { at });
    folder = await mkdtemp(join(tmpdir(), 'lethe-ledger-'));
  });
  afterEach(async () => {
    await world.close();
    await rm(folder, { recursive: true });
  });

  const ledger = () => fileLedger(join(folder, 'ledger.jsonl'));
  /** What a start says of it. */
  const alarms = async (): Promise<readonly object[]> => {
    const said: object[] = [];
    const logger = { error: (what: object, text: string) => void said.push({ ...what, text }) };
    const enter = (entry: LedgerEntry) => ledger().write([entry]);
    const kit = { ...world.kit, logger, ledger: { enter, after: ledger().after } };
    await comparingWithLedger(kit as unknown as Parameters<typeof comparingWithLedger>[0])();
    return said;
  };
  const recorded = (...more: Parameters<typeof world.seed>[0][number][1][]) =>
    world.seed([[cancellationStream(accountId), ...facts.untilLocked, facts.final(), ...more]]);
  const alarm = (...named: readonly LedgerEntry[]) => ({
    unknown: named.length,
    named,
    text: 'The log was restored from before what the ledger says.',
  });

  it('says nothing where the log knows what the ledger says', async () => {
    expect(await alarms()).toEqual([]);
    await recorded(facts.completed());
    await ledger().write([final, key, completed]);
    expect(await alarms()).toEqual([]);
  });

  it('is an alarm at each start where something is final or completed of which the log does not know', async () => {
    await ledger().write([key, final, completed]);
    for (const start of [1, 2]) expect([start, await alarms()]).toEqual([start, [alarm(final, completed)]]);
    await recorded();
    expect(await alarms()).toEqual([alarm(completed)]);
  });

  it('is one where the account has gone on with another cancellation since the restore', async () => {
    await recorded();
    const other = { ...final, cancellationId: randomUUID() };
    await ledger().write([other]);
    expect(await alarms()).toEqual([alarm(other)]);
  });

  it('is compared once: a log that is restored with its mark is compared again', async () => {
    await recorded();
    await ledger().write([final]);
    await alarms();
    await world.kit.pool.query(`alter table events disable trigger user`);
    await world.kit.pool.query(`delete from events`);
    expect(await alarms()).toEqual([]);
    await world.kit.pool.query(`delete from ledger_compared`);
    expect(await alarms()).toEqual([alarm(final)]);
  });
});
