import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SendMail } from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import { by, type Surroundings } from '../testing/replica.ts';
import { adasWorld, ada, finalAt, request, running, sam, submit } from '../testing/story.ts';

type One = Awaited<ReturnType<typeof running>>;

const closesAt = '2026-12-01T09:00:00.000Z';
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 500));

describe('The mails to a submitter (TIC-1, W2)', () => {
  let around: Surroundings;
  let refusing: boolean;
  beforeEach(async () => {
    refusing = false;
    around = await adasWorld((subject) => {
      if (refusing && subject === SendMail.subject) throw new Error('notification is away');
    });
  });
  afterEach(() => around.close());

  const asked = () => around.asked.filter(({ subject }) => subject === SendMail.subject);
  /** What notification takes: each key once. */
  const mails = () => [...new Map(asked().map(({ key, input }) => [key, input])).values()];
  const templates = () => mails().map((input) => (input as { template: string }).template);
  const answer = (one: One, ticketId: string) => one.desk.answer({ ticketId, text: 'Turn it.' }, by(sam, 'support'));
  const shown = (ticketId: string) => ({
    ticketLink: `http://127.0.0.1:4400/tickets/${ticketId}`,
    reference: ticketId.slice(0, 8),
  });

  it('say that there is an answer, a day ahead that the ticket closes, and that it is closed, each once', async () => {
    const replicas = [await running(around), await running(around)] as const;
    const ticketId = await submit(replicas[0]);
    await answer(replicas[0], ticketId);
    const told = [{ accountId: ada, template: 'ticket-answered', parameters: { ...shown(ticketId), closesAt } }];
    await eventually(() => expect(mails()).toStrictEqual(told));
    around.clock.advance({ days: 5, hours: 23, minutes: 59 });
    await aMoment();
    expect(mails()).toStrictEqual(told);
    around.clock.advance({ minutes: 1 });
    const soon = { accountId: ada, template: 'ticket-closing-soon', parameters: { ...shown(ticketId), closesAt } };
    await eventually(() => expect(mails()).toStrictEqual([...told, soon]));
    around.clock.advance({ days: 1 });
    const because = 'no-answer';
    const closed = { accountId: ada, template: 'ticket-closed', parameters: { ...shown(ticketId), because } };
    await eventually(() => expect(mails()).toStrictEqual([...told, soon, closed]));
    await Promise.all(replicas.map((each) => each.stop()));
  });

  it('begin anew with another answer, and stop with a reply', async () => {
    const one = await running(around);
    const ticketId = await submit(one);
    await answer(one, ticketId);
    await eventually(() => expect(templates()).toStrictEqual(['ticket-answered']));
    around.clock.advance({ days: 3 });
    await answer(one, ticketId);
    await eventually(() => expect(templates()).toStrictEqual(['ticket-answered', 'ticket-answered']));
    around.clock.advance({ days: 3 });
    await aMoment();
    await one.tickets.reply({ ticketId, text: 'No.' }, by(ada));
    around.clock.advance({ days: 9 });
    await aMoment();
    expect(templates()).toStrictEqual(['ticket-answered', 'ticket-answered']);
    await one.stop();
  });

  it('are owed through an outage and down-time', async () => {
    refusing = true;
    const first = await running(around);
    const ticketId = await submit(first);
    await answer(first, ticketId);
    await eventually(() => expect(asked().length).toBeGreaterThan(0));
    await first.stop();
    around.asked.length = 0;
    refusing = false;
    const second = await running(around);
    await eventually(() => expect(templates()).toStrictEqual(['ticket-answered']));
    await second.stop();
  });

  it('tell of a closing by the submitter or the staff, not of a ticket that was taken back', async () => {
    const one = await running(around);
    const [byStaff, own, takenBack] = [await submit(one), await submit(one), await submit(one)];
    await one.desk.close({ ticketId: byStaff }, by(sam, 'support'));
    await one.tickets.close({ ticketId: own }, by(ada));
    await one.tickets.cancel({ ticketId: takenBack }, by(ada));
    await eventually(() => expect(mails()).toHaveLength(2));
    await aMoment();
    const parameters = new Set(mails().map((input) => (input as { parameters: object }).parameters));
    expect(parameters).toStrictEqual(
      new Set([
        { ...shown(byStaff), because: 'staff' },
        { ...shown(own), because: 'submitter' },
      ]),
    );
    await one.stop();
  });

  it('do not go to a cancelled submitter', async () => {
    const one = await running(around);
    const ticketId = await submit(one);
    await one.clear(request());
    await answer(one, ticketId);
    around.clock.advance({ days: 6 });
    await aMoment();
    await one.desk.close({ ticketId }, by(sam, 'support'));
    await aMoment();
    expect(mails()).toStrictEqual([]);
    await one.stop();
  });

  it('tell nobody of what is older than a week', async () => {
    const first = await running(around);
    await first.stop();
    const ticketId = await submit(first);
    await answer(first, ticketId);
    await first.desk.close({ ticketId }, by(sam, 'support'));
    around.clock.advance({ days: 7, minutes: 1 });
    expect(around.clock.now() > finalAt).toBe(true);
    const second = await running(around);
    await aMoment();
    expect(mails()).toStrictEqual([]);
    await second.stop();
  });
});
