import { describe, expect, it } from '@jest/globals';
import type { ReadCancellationAnswer } from '../../../api/generated/types.gen.ts';
import { after, cancellation, day, lockedFor, minute, second, waitingForTicket } from '../testing/cancellations.ts';
import { layOut, type Lane, type Picture } from './layout.ts';

const drawn = (given: ReadCancellationAnswer, now = 3 * second, width = 900): Picture =>
  layOut({ cancellation: given, now: Date.parse(after(now)), width });
const laneOf = ({ lanes }: Picture, key: Lane['key']): Lane => {
  const lane = lanes.find((each) => each.key === key);
  if (lane === undefined) throw new Error(`No lane of ${key}.`);
  return lane;
};
const kinds = ({ bars, marks }: Lane) => [bars.map(({ kind }) => kind), marks.map(({ kind }) => kind)];

describe('The picture of a cancellation (ADM-2)', () => {
  it('has a lane for each participant, under that of the cancellation itself', () => {
    const { lanes } = drawn(cancellation());
    expect(lanes.map(({ key }) => key)).toEqual(['cancellation', 'session', 'ticketing', 'notification']);
    expect(kinds(lanes[1]!)).toEqual([[], []]);
  });

  it('shows the hold-back as a band that ends at the point of no return, which is planned (CAN-7a)', () => {
    const { holdBack, final, now } = drawn(lockedFor(7), 2 * day);
    expect(final).toMatchObject({ at: after(7 * day), isPlanned: true });
    expect(holdBack?.x2).toBe(final?.x);
    expect(now).toBeGreaterThan(holdBack?.x1 ?? Infinity);
    expect(now).toBeLessThan(final?.x ?? 0);
  });

  it('has no band where there is no hold-back, and a point of no return that has come', () => {
    const { holdBack, final } = drawn(waitingForTicket);
    expect(holdBack).toBeUndefined();
    expect(final).toMatchObject({ at: after(400), isPlanned: false });
  });

  it('shows who has cleared, who has promised until when, and the dates of tickets', () => {
    const picture = drawn(waitingForTicket, day);
    expect(kinds(laneOf(picture, 'session'))).toEqual([['work'], ['asked', 'cleared']]);
    expect(kinds(laneOf(picture, 'ticketing'))).toEqual([
      ['work', 'promise'],
      ['asked', 'accepted', 'due'],
    ]);
    expect(kinds(laneOf(picture, 'tickets'))).toEqual([['promise'], ['closes', 'due']]);
  });

  it('shows who is stalled, and who is overdue by how much', () => {
    const asked = (isLate: boolean) =>
      cancellation({ state: 'final', moments: { finalAt: after(1) }, session: { askedAt: after(2), isLate } });
    expect(laneOf(drawn(asked(false), minute), 'session').standing?.is).toBe('asked');
    const late = laneOf(drawn(asked(true), 40 * minute), 'session');
    expect(late.standing).toEqual({ is: 'stalled', at: after(2) });
    expect(kinds(late)).toEqual([['stalled'], ['asked']]);
    const participants = waitingForTicket.participants.map((each) => ({ ...each, isLate: each.finishedBy !== null }));
    const overdue = drawn({ ...waitingForTicket, participants }, 10 * day);
    expect(kinds(laneOf(overdue, 'ticketing'))[0]).toEqual(['work', 'overdue']);
    expect(kinds(laneOf(overdue, 'tickets'))[0]).toEqual(['promise', 'overdue']);
    expect(laneOf(overdue, 'ticketing').bars[1]?.x2).toBe(overdue.now);
  });

  it('ends where it was withdrawn: nobody was asked, and nothing goes on', () => {
    const { lanes, now, final, holdBack } = drawn(
      cancellation({
        state: 'withdrawn',
        moments: { lockedAt: after(200), finalNotBefore: after(7 * day), withdrawnAt: after(day) },
      }),
      3 * day,
    );
    expect(lanes.map(({ key }) => key)).toEqual(['cancellation']);
    expect(lanes[0]?.marks.map(({ moment }) => moment)).toEqual(['confirmed', 'locked', 'withdrawn']);
    expect([now, final]).toEqual([undefined, undefined]);
    expect(holdBack?.x2).toBe(lanes[0]?.marks.at(-1)?.x);
  });

  it('has no "now" once it is completed', () => {
    const completed = cancellation({ state: 'completed', moments: { finalAt: after(1), completedAt: after(9) } });
    expect(drawn(completed).now).toBeUndefined();
  });

  it('stays within its width, with names above the lanes where it is narrow', () => {
    for (const width of [280, 358, 640, 1_100]) {
      const { lanes, axis, isNarrow } = drawn(waitingForTicket, day, width);
      expect(isNarrow).toBe(width < 640);
      const all = [...lanes.flatMap(({ marks }) => marks.map(({ x }) => x)), ...axis.stretches.map(({ x2 }) => x2)];
      expect(Math.max(...all)).toBeLessThanOrEqual(width);
      for (const { nameAt, marks } of lanes)
        for (const { y } of marks) expect(isNarrow ? y > nameAt + 10 : true).toBe(true);
    }
  });
});
