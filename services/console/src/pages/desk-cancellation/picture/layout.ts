import type { CancellationParticipant, ReadCancellationAnswer } from '../../../api/generated/types.gen.ts';
import { canBeStopped } from '../../../cancellations/states.ts';
import { isOver, standingOf, type Standing } from '../standing.ts';
import { axisOf, type Axis } from './axis.ts';
import { ofMoments, ofParticipant, ofTickets, type Bar, type Drawn, type Mark } from './lanes.ts';
import { momentsOf } from './moments.ts';

export type Lane = Readonly<{
  key: CancellationParticipant['participant'] | 'cancellation' | 'tickets';
  top: number;
  height: number;
  /** Where the name's line of text stands. */
  nameAt: number;
  standing: Standing | undefined;
  askedAt: string | null;
  bars: readonly Bar[];
  marks: readonly Mark[];
}>;

export type Picture = Readonly<{
  width: number;
  height: number;
  isNarrow: boolean;
  axis: Axis;
  axisTop: number;
  lanesTop: number;
  lanes: readonly Lane[];
  now: number | undefined;
  /** From when to when it could, or can, be stopped (CAN-7a). */
  holdBack: Readonly<{ x1: number; x2: number }> | undefined;
  /** `isPlanned`: it has not come yet. */
  final: Readonly<{ x: number; at: string; isPlanned: boolean }> | undefined;
}>;

type Added = Readonly<{ key: Lane['key']; rows?: number; standing?: Standing; askedAt?: string | null }>;
type Given = Readonly<{ cancellation: ReadCancellationAnswer; now: number; width: number }>;

/** Wider, names of lanes stand beside them; narrower, above. */
const narrowBelow = 640;
const header = 44;
const footer = 64;
const rowOfTicket = 18;
/** So many tickets have a row each; where there are more, several share one. */
const mostRows = 8;

const look = {
  narrow: { gutter: 0, laneHeight: 58, track: 40, nameAt: 17, most: 4, pointWidth: 54, breakWidth: 42 },
  wide: { gutter: 200, laneHeight: 46, track: 23, nameAt: 19, most: 6, pointWidth: 72, breakWidth: 60 },
} as const;

/** Everything of the picture in pixels, for a given width: texts and colours are added where it is drawn. */
export const layOut = ({ cancellation, now, width }: Given): Picture => {
  const isNarrow = width < narrowBelow;
  const sizes = isNarrow ? look.narrow : look.wide;
  const { state, moments, participants, closures } = cancellation;
  const isLive = !isOver(state);
  const finalAt = moments.finalAt ?? (canBeStopped(state) ? moments.finalNotBefore : null);
  const instants = instantsOf(cancellation, finalAt).map((at) => Date.parse(at));
  const axis = axisOf(isLive ? [...instants, now] : instants, {
    from: sizes.gutter,
    to: width,
    most: sizes.most,
    pointWidth: sizes.pointWidth,
    breakWidth: sizes.breakWidth,
  });
  const at = (instant: string): number => axis.at(Date.parse(instant));
  const drawing = { at, now, nowAt: axis.at(now) };

  const lanes: Lane[] = [];
  const add = ({ rows = 1, standing, askedAt = null, ...lane }: Added, drawn: (y: number) => Drawn): void => {
    const top = header + lanes.reduce((sum, { height }) => sum + height, 0);
    const height = sizes.laneHeight + (rows - 1) * rowOfTicket;
    lanes.push({ ...lane, top, height, nameAt: top + sizes.nameAt, standing, askedAt, ...drawn(top + sizes.track) });
  };
  add({ key: 'cancellation' }, (y) => ofMoments(moments, drawing, y));
  for (const each of state === 'withdrawn' ? [] : participants)
    add({ key: each.participant, standing: standingOf(each), askedAt: each.askedAt }, (y) =>
      ofParticipant(each, drawing, y),
    );
  if (closures !== null && closures.length > 0) {
    const rows = Math.min(closures.length, mostRows);
    const yOf = (y: number) => (index: number) => y + (index % rows) * rowOfTicket;
    add({ key: 'tickets', rows }, (y) => ofTickets(closures, drawing, yOf(y)));
  }
  const axisTop = header + lanes.reduce((sum, { height }) => sum + height, 0);
  return {
    width,
    height: axisTop + footer,
    isNarrow,
    axis,
    axisTop,
    lanesTop: header,
    lanes,
    now: isLive ? drawing.nowAt : undefined,
    holdBack: holdBackOf(moments, at),
    final: finalAt === null ? undefined : { x: at(finalAt), at: finalAt, isPlanned: moments.finalAt === null },
  };
};

const instantsOf = (
  { state, moments, participants, closures }: ReadCancellationAnswer,
  finalAt: string | null,
): string[] => [
  ...momentsOf(moments).map(({ at }) => at),
  ...(finalAt === null ? [] : [finalAt]),
  ...(state === 'withdrawn' ? [] : participants.flatMap(instantsOfParticipant)),
  ...(closures ?? []).flatMap(({ closesAt, dueBy, closedAt }) => [
    closedAt ?? closesAt,
    ...(closedAt === null ? [dueBy] : []),
  ]),
];

/** What somebody had promised does not matter once they are done. */
const instantsOfParticipant = ({
  askedAt,
  acceptedAt,
  finishedBy,
  acknowledgedAt,
}: CancellationParticipant): string[] =>
  [askedAt, acceptedAt, acknowledgedAt ?? finishedBy].filter((at) => at !== null);

const holdBackOf = (
  { confirmedAt, finalNotBefore, withdrawnAt }: ReadCancellationAnswer['moments'],
  at: (instant: string) => number,
) => {
  if (Date.parse(finalNotBefore) <= Date.parse(confirmedAt)) return undefined;
  const x1 = at(confirmedAt);
  const x2 = at(withdrawnAt ?? finalNotBefore);
  return { x1, x2: Math.max(x2, x1 + 2) };
};
