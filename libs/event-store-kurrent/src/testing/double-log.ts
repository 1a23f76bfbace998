/**
 * The log of the double: how KurrentDB 26.1 checks, numbers and hides records, rewritten from its published source
 * (IndexWriter.CheckCommit, StorageWriterService.VerifyCommitChecks, StreamsService.AppendRecords) and not from a run.
 */
export type DoubleRecord = Readonly<{
  id: string;
  stream: string;
  type: string;
  json: boolean;
  data: Uint8Array;
  /** JSON text. */
  metadata: Uint8Array;
}>;

type Kept = DoubleRecord & Readonly<{ revision: number; position: number }>;
type Check = Readonly<{ stream: string; expected: number }>;
type Decision = Readonly<{ kind: 'ok' | 'idempotent' | 'failed'; current: number; position: number }>;

export type DoubleOutcome = Readonly<{ position: number } | { violations: readonly (Check & { actual: number })[] }>;

const any = -2;

export type DoubleLog = ReturnType<typeof doubleLog>;

export const doubleLog = () => {
  const all: Kept[] = [];
  const streams = new Map<string, Kept[]>();
  const listeners = new Set<() => void>();
  let end = 171;

  const write = (record: DoubleRecord): Kept => {
    const stream = streams.get(record.stream) ?? [];
    const kept = { ...record, revision: stream.length, position: end };
    end += 97 + record.data.length + record.metadata.length;
    streams.set(record.stream, [...stream, kept]);
    all.push(kept);
    return kept;
  };

  const decide = ({ stream, expected }: Check, ids: readonly string[]): Decision => {
    const kept = streams.get(stream) ?? [];
    const current = kept.length - 1;
    const there =
      expected === any ? kept.filter(({ id }) => ids.includes(id)) : kept.slice(expected + 1).slice(0, ids.length);
    const same = ids.length > 0 && there.length === ids.length && there.every(({ id }, index) => id === ids[index]);
    if (same && (expected === any || expected < current))
      return { kind: 'idempotent', current, position: there.at(-1)?.position ?? 0 };
    return { kind: expected === any || expected === current ? 'ok' : 'failed', current, position: 0 };
  };

  /** All or nothing. Streams whose names differ only in case are one, as the server has it. */
  const append = (records: readonly DoubleRecord[], checks: readonly Check[]): DoubleOutcome => {
    const states: Check[] = [...checks];
    const stateOf = (stream: string): Check => {
      const known = states.find((state) => state.stream.toLowerCase() === stream.toLowerCase());
      if (known === undefined) states.push({ stream, expected: any });
      return known ?? { stream, expected: any };
    };
    const placed = records.map((record) => ({ ...record, stream: stateOf(record.stream).stream }));
    const decisions = states.map((state) => {
      const ids = placed.filter(({ stream }) => stream === state.stream).map(({ id }) => id);
      return { ...state, writes: ids.length > 0, ...decide(state, ids) };
    });
    const writing = decisions.filter(({ writes }) => writes);
    if (decisions.every(({ kind }) => kind === 'ok')) {
      const position = placed.map(write).at(-1)?.position ?? 0;
      for (const listener of listeners) listener();
      return { position };
    }
    if (writing.every(({ kind }) => kind === 'idempotent'))
      return { position: Math.max(...writing.map(({ position }) => position)) };
    const violated = decisions.filter(({ kind }) => kind !== 'ok');
    return { violations: violated.map(({ stream, expected, current }) => ({ stream, expected, actual: current })) };
  };

  /** What a stream shows: no more than its metadata allows. Undefined where it was never written. */
  const shown = (stream: string): readonly Kept[] | undefined => {
    const metadata = streams.get(`$$${stream}`)?.at(-1);
    const settings = metadata === undefined ? {} : (JSON.parse(Buffer.from(metadata.data).toString()) as Settings);
    return streams.get(stream)?.slice(-(settings.$maxCount ?? Infinity));
  };

  return {
    append,
    shown,
    all: all as readonly Kept[],
    isStart: (position: number): boolean => position >= end || all.some((record) => record.position === position),
    listen: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

type Settings = Readonly<{ $maxCount?: number }>;
