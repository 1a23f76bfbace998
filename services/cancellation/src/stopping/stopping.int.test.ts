import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NatsCalls } from '@lethe/bus';
import { AskToStopCancellation, StopOwnCancellation } from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import { actingIn, somebody, type Confirmed, type Somebody } from '../testing/acting.ts';
import { neighbours } from '../testing/neighbours.ts';
import { surroundings, type Surroundings } from '../testing/running.ts';

let world: Surroundings;
let replica: Awaited<ReturnType<Surroundings['start']>>;
let gateway: NatsCalls;
beforeAll(async () => {
  world = await surroundings();
  replica = await world.start({ LETHE_HOLD_BACK_DAYS: '30' });
  gateway = await world.callsOf('gateway');
}, 60_000);
afterAll(async () => {
  await replica.stop();
  await world.stop();
});
const { confirmed, statusOf, reached, staffView } = actingIn(() => world);

describe('A hold-back that the person ends (CAN-7a, X1)', () => {
  const stopLinkOf = ({ accountId }: Somebody): Promise<string> =>
    eventually(() => {
      const found = neighbours.mailed.find(
        (each) => each.accountId === accountId && each.template === 'cancellation-requested',
      );
      if (found === undefined) throw new Error('Not mailed.');
      return (found.parameters as { stopLink: string }).stopLink;
    });
  const tokenIn = (link: string): string => link.split('.').at(-1) ?? '';
  const stopTokenOf = async (who: Somebody): Promise<string> => tokenIn(await stopLinkOf(who));
  const stopping = async (who: Somebody, cancellation: Confirmed, code = '246810') =>
    gateway.ask(StopOwnCancellation, {
      cancellationId: cancellation.cancellationId,
      stopToken: await stopTokenOf(who),
      code,
      reason: 'made-by-somebody-else',
    });

  it('who is mailed at once, with the date and a link that the answer to the confirmation has not', async () => {
    const who = somebody();
    const cancellation = await confirmed(who);
    const stopLink = await stopLinkOf(who);
    const stopToken = tokenIn(stopLink);
    const { finalNotBefore } = await statusOf(cancellation);
    const mails = neighbours.mailed.filter(({ accountId }) => accountId === who.accountId);
    expect(mails).toMatchObject([
      { template: 'cancellation-requested', parameters: { stopLink: expect.any(String), finalNotBefore } },
    ]);
    expect(JSON.stringify(cancellation)).not.toContain(stopToken);
    expect(stopLink).toBe(`${cancellation.statusUrl}.${stopToken}`);
    const { cancellationId, statusToken } = cancellation;
    const asks = [
      { cancellationId, stopToken: statusToken },
      { cancellationId: who.accountId, stopToken },
    ];
    for (const ask of asks)
      expect(await gateway.ask(AskToStopCancellation, ask)).toMatchObject({ refused: 'cancellation-unknown' });
    expect(neighbours.asked(who.accountId)).not.toContain('send stop code');
  });

  it('stops it with a code, who and why are told, and all is as before', async () => {
    const who = somebody();
    neighbours.say(who.accountId, { stopCode: '246810' });
    const cancellation = await confirmed(who);
    await reached(cancellation, 'locked');
    const { cancellationId } = cancellation;
    const stopToken = await stopTokenOf(who);
    expect(await gateway.ask(AskToStopCancellation, { cancellationId, stopToken })).toEqual({});
    expect(neighbours.asked(who.accountId)).toContain('send stop code');
    expect(await stopping(who, cancellation, '000000')).toEqual({
      refused: 'code-wrong',
      details: { attemptsLeft: 4 },
    });
    expect((await statusOf(cancellation)).state).toBe('locked');
    expect(await stopping(who, cancellation)).toEqual({});
    expect((await reached(cancellation, 'withdrawn')).withdrawnBecause).toBe('stopped-by-person');
    expect((await staffView(who)).stopped).toMatchObject({ by: who.accountId, reason: 'made-by-somebody-else' });
    await eventually(() => {
      const asked = neighbours.asked(who.accountId);
      expect(asked).toEqual(expect.arrayContaining(['unlock account', 'unlock sessions']));
      expect(asked.at(-1)).toBe('mail cancellation-withdrawn');
    });
    expect(await stopping(who, cancellation)).toEqual({});
  });

  it('gets the same answer where no code is sent, be it by the caps or because it is too late', async () => {
    const who = somebody();
    const cancellation = await confirmed(who);
    const ask = { cancellationId: cancellation.cancellationId, stopToken: await stopTokenOf(who) };
    expect(await gateway.ask(AskToStopCancellation, ask)).toEqual({});
    world.setClock('+30d2m');
    await reached(cancellation, 'final');
    expect(await gateway.ask(AskToStopCancellation, ask)).toEqual({});
    expect(neighbours.asked(who.accountId).filter((what) => what === 'send stop code')).toHaveLength(1);
    expect(await stopping(who, cancellation)).toEqual({ refused: 'cancellation-final', details: {} });
  });

  it('has one winner against Final (C11)', async () => {
    const people = Array.from({ length: 8 }, somebody);
    for (const { accountId } of people) neighbours.say(accountId, { stopCode: '246810' });
    const all = await Promise.all(people.map(async (who) => ({ who, cancellation: await confirmed(who) })));
    await Promise.all(all.map(({ cancellation }) => reached(cancellation, 'locked')));
    await Promise.all(people.map(stopTokenOf));
    world.setClock('+60d3m');
    await Promise.all(
      all.map(async ({ who, cancellation }) => {
        const answer = await stopping(who, cancellation);
        const isStopped = !('refused' in answer);
        expect(isStopped ? 'cancellation-final' : answer.refused).toBe('cancellation-final');
        await reached(cancellation, isStopped ? 'withdrawn' : 'final');
        await eventually(() => expect(neighbours.asked(who.accountId).includes('release claims')).toBe(!isStopped));
      }),
    );
  });
});
