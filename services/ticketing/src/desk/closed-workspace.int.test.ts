import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { IsMember } from '@lethe/contracts';
import { randomUUID } from 'node:crypto';
import { by, type Surroundings } from '../testing/replica.ts';
import { adasWorld, ada, eventsOf, finalAt, own, running, submit, workspaceId, written } from '../testing/story.ts';

const closing = { workspaceId, accountId: ada, because: 'closed', leftAt: finalAt };

describe('A closed workspace (TIC-1, W2)', () => {
  let around: Surroundings;
  let meanwhile: (subject: string) => unknown;
  beforeEach(async () => {
    meanwhile = () => undefined;
    around = await adasWorld((subject) => meanwhile(subject));
  });
  afterEach(() => around.close());

  it('leaves its unclosed tickets to the service desk, once', async () => {
    const one = await running(around);
    const [open, closed] = [await submit(one), await submit(one)];
    await one.tickets.close({ ticketId: closed }, by(ada));
    await one.memberLeft({ ...closing, because: 'left' });
    expect((await own(one)).map((line) => line.workspaceId)).toStrictEqual([workspaceId, workspaceId]);
    const delivery = randomUUID();
    await one.memberLeft(closing, delivery);
    await one.memberLeft(closing, delivery);
    expect(new Map((await own(one)).map((line) => [line.ticketId, line.workspaceId]))).toStrictEqual(
      new Map([
        [open, null],
        [closed, workspaceId],
      ]),
    );
    expect(await eventsOf(one, open)).toStrictEqual(['TicketSubmitted', 'TicketMovedToDesk']);
    await one.stop();
  });

  it('takes no ticket of somebody who was still let in when it was asked', async () => {
    const one = await running(around);
    meanwhile = async (subject) => {
      if (subject !== IsMember.subject) return;
      meanwhile = () => undefined;
      await one.memberLeft(closing);
    };
    expect(await one.tickets.submit(written, by(ada))).toMatchObject({ refused: 'workspace-unknown' });
    expect(await own(one)).toStrictEqual([]);
    await one.stop();
  });

  it('keeps none of many that are submitted while it closes', async () => {
    const one = await running(around);
    const submissions = Array.from({ length: 30 }, () => one.tickets.submit(written, by(ada)));
    await Promise.all([...submissions, one.memberLeft(closing)]);
    expect((await own(one)).filter((line) => line.workspaceId !== null)).toStrictEqual([]);
    await one.stop();
  });

  it('moves more tickets than one append takes, also where it was killed half-way', async () => {
    const one = await running(around);
    const submitted: string[] = [];
    while (submitted.length < 120) submitted.push(...(await Promise.all([submit(one), submit(one), submit(one)])));
    const delivery = randomUUID();
    let appends = 0;
    const { append } = one.kit.store;
    one.kit.store.append = (...given) => {
      if ((appends += 1) === 3) throw new Error('killed');
      return append(...given);
    };
    await expect(one.memberLeft(closing, delivery)).rejects.toThrow('killed');
    one.kit.store.append = append;
    await one.memberLeft(closing, delivery);
    const lines = (await one.ownTickets.list({ limit: 200 }, by(ada))) as { tickets: { workspaceId: string | null }[] };
    expect(lines.tickets.map((line) => line.workspaceId)).toStrictEqual(submitted.map(() => null));
    expect(appends).toBe(3);
    await one.stop();
  });
});
