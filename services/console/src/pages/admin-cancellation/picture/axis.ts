/*
 * Time from left to right, seconds and days in one line.
 *
 * A cancellation happens in bursts: everybody clears within two seconds, then a week passes until a ticket is closed. On
 * an even scale such a burst is a dot; on a logarithmic one a second at the beginning is a hundred times as long as the
 * same second after a hold-back. So the line is broken. Instants that lie close together form a stretch: within it the
 * scale is even, and how long it is stands under it. Between two stretches there is a break, drawn as one, and how long
 * that is stands under it, too. So nothing that is drawn side by side is out of proportion without saying so.
 */

export type Stretch = Readonly<{ start: number; end: number; x1: number; x2: number }>;
export type Break = Readonly<{ ms: number; x1: number; x2: number }>;
export type Axis = Readonly<{
  stretches: readonly Stretch[];
  breaks: readonly Break[];
  /** Where an instant is. */
  at: (instant: number) => number;
}>;

type Room = Readonly<{
  from: number;
  to: number;
  /** More stretches than this have no room: then dates that lie near each other share one. */
  most: number;
  /** Of a stretch that is one instant, and of a break. */
  pointWidth: number;
  breakWidth: number;
}>;

type Span = Readonly<{ start: number; end: number }>;

const togetherMs = 60_000;
const burstMs = 5 * 60_000;
const padding = 10;

const spansOf = (instants: readonly number[]): readonly Span[] => {
  const spans: Span[] = [];
  for (const instant of [...new Set(instants)].toSorted((one, other) => one - other)) {
    const last = spans.at(-1);
    if (last !== undefined && instant - last.end <= togetherMs)
      spans[spans.length - 1] = { start: last.start, end: instant };
    else spans.push({ start: instant, end: instant });
  }
  return spans;
};

const isBurst = ({ start, end }: Span): boolean => end > start && end - start <= burstMs;

/** Two dates of next month are near each other, two minutes of today are not: it counts how far away both are. */
const nearness = (spans: readonly Span[], index: number): number => {
  const [one, other, first] = [spans[index]!, spans[index + 1]!, spans[0]!];
  const spoilsBurst = isBurst(one) || isBurst(other) ? 1_000 : 0;
  return spoilsBurst + (other.start - one.end) / (other.end - first.start);
};

const fewer = (spans: readonly Span[], most: number): readonly Span[] => {
  if (spans.length <= most) return spans;
  const pairs = spans.slice(1).map((_, index) => index);
  const nearest = pairs.toSorted((one, other) => nearness(spans, one) - nearness(spans, other))[0] ?? 0;
  const merged = { start: spans[nearest]!.start, end: spans[nearest + 1]!.end };
  return fewer([...spans.slice(0, nearest), merged, ...spans.slice(nearest + 2)], most);
};

/** The axis on which all these instants lie, between two places. */
export const axisOf = (instants: readonly number[], { from, to, most, pointWidth, breakWidth }: Room): Axis => {
  const spans = fewer(spansOf(instants), most);
  const longer = spans.filter(({ start, end }) => end > start).length;
  const points = spans.length - longer;
  const free = to - from - (spans.length - 1) * breakWidth;
  const widthOf = ({ start, end }: Span): number => {
    if (longer === 0) return free / spans.length;
    return end > start ? (free - points * pointWidth) / longer : pointWidth;
  };
  let x = from;
  const stretches: Stretch[] = [];
  for (const span of spans) {
    const width = widthOf(span);
    const isPoint = span.start === span.end;
    const inset = isPoint ? width / 2 : padding;
    stretches.push({ ...span, x1: x + inset, x2: x + width - inset });
    x += width + breakWidth;
  }
  return { stretches, breaks: breaksOf(stretches), at: (instant) => placeOn(stretches, instant) };
};

/** From the end of one stretch to the beginning of the next. */
const breaksOf = (stretches: readonly Stretch[]): readonly Break[] =>
  stretches.slice(1).map((next, index) => {
    const before = stretches[index]!;
    return { ms: next.start - before.end, x1: before.x2, x2: next.x1 };
  });

const placeOn = (stretches: readonly Stretch[], instant: number): number => {
  const next = stretches.findIndex(({ end }) => instant <= end);
  const stretch = stretches[next];
  if (stretch === undefined) return stretches.at(-1)?.x2 ?? 0;
  if (instant >= stretch.start) return within(stretch, instant);
  const before = stretches[next - 1];
  return before === undefined
    ? stretch.x1
    : within({ start: before.end, end: stretch.start, x1: before.x2, x2: stretch.x1 }, instant);
};

const within = ({ start, end, x1, x2 }: Stretch, instant: number): number =>
  end === start ? x1 : x1 + ((instant - start) / (end - start)) * (x2 - x1);
