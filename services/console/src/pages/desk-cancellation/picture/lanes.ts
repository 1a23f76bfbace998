import type { CancellationMoments, CancellationParticipant, TicketClosure } from '../../../api/generated/types.gen.ts';
import { closureStanding, standingOf } from '../standing.ts';
import { momentsOf, type MomentName } from './moments.ts';

export type MarkKind = 'moment' | 'asked' | 'accepted' | 'cleared' | 'closes' | 'due' | 'closed';
export type Mark = Readonly<{ kind: MarkKind; at: string; x: number; y: number; moment?: MomentName }>;
/** `work`: asked and at it. `promise`: until then it has said to be done. `late`: neither done nor within its word. */
export type Bar = Readonly<{ kind: 'work' | 'promise' | 'stalled' | 'overdue'; x1: number; x2: number; y: number }>;
export type Drawn = Readonly<{ bars: readonly Bar[]; marks: readonly Mark[] }>;
/** Where an instant is, and now: as an instant, and where it is. */
type Drawing = Readonly<{ at: (instant: string) => number; now: number; nowAt: number }>;

export const ofMoments = (moments: CancellationMoments, { at }: Drawing, y: number): Drawn => ({
  bars: [],
  marks: momentsOf(moments).map(({ name, at: then }) => ({ kind: 'moment', moment: name, at: then, x: at(then), y })),
});

/** Asked, accepted until when, acknowledged; what it does between them, or should have done. */
export const ofParticipant = (participant: CancellationParticipant, { at, nowAt }: Drawing, y: number): Drawn => {
  const { askedAt, acceptedAt, finishedBy, acknowledgedAt } = participant;
  if (askedAt === null) return { bars: [], marks: [] };
  const { is } = standingOf(participant);
  const x1 = at(askedAt);
  const mark = (kind: MarkKind, then: string | null): Mark[] =>
    then === null ? [] : [{ kind, at: then, x: at(then), y }];
  const promised = finishedBy === null || acknowledgedAt !== null ? nowAt : at(finishedBy);
  const bars: Bar[] = [
    {
      kind: is === 'stalled' ? 'stalled' : 'work',
      x1,
      x2: acknowledgedAt === null ? Math.min(nowAt, promised) : at(acknowledgedAt),
      y,
    },
  ];
  if (is === 'promised') bars.push({ kind: 'promise', x1: nowAt, x2: promised, y });
  if (is === 'overdue') bars.push({ kind: 'overdue', x1: promised, x2: nowAt, y });
  return {
    bars,
    marks: [
      ...mark('asked', askedAt),
      ...mark('accepted', acceptedAt),
      ...(acknowledgedAt === null ? mark('due', finishedBy) : []),
      ...mark('cleared', acknowledgedAt),
    ],
  };
};

const ofTicket = (closure: TicketClosure, { at, now, nowAt }: Drawing, y: number): Drawn => {
  const { closesAt, dueBy, closedAt } = closure;
  if (closedAt !== null) return { bars: [], marks: [{ kind: 'closed', at: closedAt, x: at(closedAt), y }] };
  const isOverdue = closureStanding(closure, now).is === 'overdue';
  return {
    bars: [
      { kind: 'promise', x1: at(closesAt), x2: at(dueBy), y },
      ...(isOverdue ? [{ kind: 'overdue' as const, x1: at(dueBy), x2: nowAt, y }] : []),
    ],
    marks: [
      { kind: 'closes', at: closesAt, x: at(closesAt), y },
      { kind: 'due', at: dueBy, x: at(dueBy), y },
    ],
  };
};

/** Each ticket a row: when it is closed by itself, by when at the latest, when it was. */
export const ofTickets = (
  closures: readonly TicketClosure[],
  drawing: Drawing,
  yOf: (index: number) => number,
): Drawn => {
  const all = closures.map((closure, index) => ofTicket(closure, drawing, yOf(index)));
  return { bars: all.flatMap(({ bars }) => bars), marks: all.flatMap(({ marks }) => marks) };
};
