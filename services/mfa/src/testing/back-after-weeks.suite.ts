import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { RequiresFactor } from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import type { amongNeighbours } from '../../../../libs/service/src/testing/among-neighbours.ts';
import { acknowledged, looksFor, ParticipantController } from './neighbours.ts';

type Given = Readonly<{
  running: () => Awaited<ReturnType<typeof amongNeighbours>>;
  bound: () => Promise<Readonly<{ accountId: string }>>;
}>;

/** On the service that the test file runs; whoever calls it afterwards needs the keys of by then. */
export const backAfterWeeks = ({ running, bound }: Given): void =>
  describe('A participant that is back after weeks, in which all keys were replaced (EVT-5, CAN-9)', () => {
    it('believes that it was asked only by the key of now, clears, and is acknowledged', async () => {
      const world = running();
      const { accountId } = await bound();
      const cancellationId = crypto.randomUUID();
      const retired = world.signingKeyOf('cancellation');
      acknowledged.length = 0;
      await world.away(async () => {
        const instants = { finalAt: world.now(), releasedAt: world.now() };
        await world.clear({ accountId, cancellationId, participant: 'mfa', ...instants });
        world.advance({ days: 40 });
        await world.rotateKeys('mfa', 'cancellation');
        const signed = await world.keyringFor('cancellation', retired);
        await world.answerAs('cancellation', [ParticipantController], signed);
      });
      const session = await world.callsOf('session');
      const untouched = async (): Promise<void> => {
        const before = looksFor(cancellationId);
        await eventually(() => expect(looksFor(cancellationId)).toBeGreaterThan(before));
        await pause(500);
        expect(acknowledged).toEqual([]);
        expect(await session.ask(RequiresFactor, { accountId })).toEqual({ required: true, revision: 1 });
      };
      await untouched();
      await world.answerAs('cancellation', [ParticipantController], await world.keyringFor('identity'));
      await untouched();
      await world.answerAs('cancellation', [ParticipantController], await world.keyringFor('cancellation'));
      await eventually(() => expect(acknowledged).toMatchObject([{ accountId, cancellationId }]), { withinMs: 30_000 });
      expect((await world.pool.query('select from set_aside')).rowCount).toBe(0);
    }, 90_000);
  });
