import { shredded } from '@lethe/contracts';
import type { Json } from '@lethe/event-store';
import { isSealed, type Sealed, type Sealing } from '@lethe/sealing';

/** What a fold makes of plain objects, arrays, Maps and Sets, made again with something else in place of each part. */
const rebuilt = (value: unknown, replace: (part: object) => unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  const replaced = replace(value);
  if (replaced !== undefined) return replaced;
  const part = (inner: unknown): unknown => rebuilt(inner, replace);
  if (value instanceof Map) return new Map([...value].map(([key, inner]) => [key, part(inner)]));
  if (value instanceof Set) return new Set([...value].map(part));
  if (Array.isArray(value)) return value.map(part);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, part(inner)]));
};

/** The state of a fold as JSON. Map and Set have no form in it: they lie under these names. */
export const toJson = (state: unknown): Json =>
  rebuilt(state, (part) => {
    if (part instanceof Map) return { $map: [...part].map(([key, inner]) => [key, toJson(inner)]) };
    return part instanceof Set ? { $set: [...part].map(toJson) } : undefined;
  }) as Json;

export const fromJson = (kept: Json): unknown =>
  rebuilt(kept, (part) => {
    if ('$map' in part)
      return new Map((part.$map as [string, Json][]).map(([key, inner]) => [key, fromJson(inner)] as const));
    return '$set' in part ? new Set((part.$set as Json[]).map(fromJson)) : undefined;
  });

const withBoxes = <State>(state: State, by: (box: Sealed) => unknown): State =>
  rebuilt(state, (part) => (isSealed(part) ? by(part) : undefined)) as State;

/** As if the keys of all that is personal in it were gone. */
export const withheld = <State>(state: State): State => withBoxes(state, () => shredded);

/** With all that is personal in it opened, in one batch. */
export const opened = async <State>(sealing: Pick<Sealing, 'open'>, state: State): Promise<State> => {
  const boxes: Sealed[] = [];
  withBoxes(state, (box) => boxes.push(box));
  if (boxes.length === 0) return state;
  const values = await sealing.open(boxes);
  let next = 0;
  return withBoxes(state, () => values[next++]);
};
