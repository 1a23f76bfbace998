import { AcknowledgeClearing } from '@lethe/contracts';
import { askedBy, overOwnDatabase } from '../../../libs/service/src/testing/over-own-database.ts';
import { describeGrowth } from '../../../libs/testing/src/growth.suite.ts';
import { cancellation } from './cancellation.definition.ts';
import { at, evidence, untilAsked } from './cancellation/testing/facts.ts';
import { DeskController } from './desk/desk.controller.ts';
import { ParticipantController } from './participants/participant.controller.ts';
import { cancellationStream } from './cancellation/cancellation.events.ts';

const idOf = (kind: 'a' | 'c', index: number): string =>
  `${kind}0000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

/** Final, and asked of everybody. */
const underWay = (index: number) => {
  const own = { accountId: idOf('a', index), cancellationId: idOf('c', index) };
  const events = untilAsked.map((event) => ({
    ...event,
    data: 'accountId' in event.data ? { ...event.data, ...own } : event.data,
  }));
  return [cancellationStream(own.accountId), ...events] as const;
};

const open = async (count: number) => {
  const world = await overOwnDatabase(cancellation, { at, answering: () => ({ closures: [], more: false }) });
  await world.seed(Array.from({ length: count }, (_, index) => underWay(index)));
  await world.settled();
  const staff = askedBy({ accountId: idOf('a', 999_999), staffRole: 'support', factor: true }, at);
  let next = 0;
  return {
    ...world,
    requests: {
      'read a cancellation at the desk': async () => () =>
        world.get(DeskController).read({ accountId: idOf('a', 1) }, staff),
      [AcknowledgeClearing.subject]: async () => {
        next += 1;
        const input = {
          accountId: idOf('a', next),
          cancellationId: idOf('c', next),
          participant: 'mfa',
          evidence,
        } as const;
        const context = {
          ...askedBy({ accountId: input.accountId }, at),
          caller: { kind: 'service', name: 'mfa' } as const,
        };
        return () => world.get(ParticipantController).acknowledge(input, context);
      },
    },
  };
};

const atDesk = async (count: number) => {
  const world = await open(count);
  const list = async () => () => world.get(DeskController).list({ limit: 10 });
  return { ...world, requests: { 'list cancellations at the desk': list } };
};

describeGrowth({ of: 'cancellations in flight', open });
// Beside its page the list says how many there are: it counts rows, and gives one.
describeGrowth({ of: 'cancellations at the desk', open: atDesk, except: ['touched'] });
