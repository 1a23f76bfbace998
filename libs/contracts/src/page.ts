import * as z from 'zod';
import { noDetails } from './call.ts';

/** API-1: how many items a page has where the client names no number, and at most. */
export const pageSize = { usual: 50, most: 200 } as const;

/** Where a list goes on: opaque to clients, ids and instants only, since it stands in an address. */
const cursor = z.string().min(1).max(512);

/** What every list takes beside its filters. */
export const pageInput = {
  cursor: cursor.exactOptional().meta({ description: '`nextCursor` of the page before; absent for the first page.' }),
  limit: z
    .int()
    .min(1)
    .max(pageSize.most)
    .exactOptional()
    .meta({ description: `Items of a page; ${String(pageSize.usual)} where it is absent.` }),
} as const;

/** What every list answers beside its items. */
export const pageOutput = {
  nextCursor: cursor.nullable().meta({ description: 'Null on the last page.' }),
} as const;

/** GRO-1: of what grows without end nobody counts more. */
export const countedAtMost = 10_000;

/** Of a list that also says how many there are. */
export const pageTotal = z
  .int()
  .min(0)
  .nullable()
  .meta({ description: `How many there are on all pages; null where over ${countedAtMost.toLocaleString('en')}.` });

/** The reason a list has for a "no": nobody can tell where it should go on. */
export const pageRefusals = { 'cursor-invalid': noDetails } as const;

/** The items of a page. */
export const itemsOf = <Item extends z.ZodType>(item: Item) => z.array(item).max(pageSize.most);

const cuts = z.registry<{ bytes: number }>();

/** L2: of what a service cuts by its bytes, since as many of the longest as a page may have are more than an answer holds. */
export const cutToBytes = <Schema extends z.ZodType>(bytes: number, schema: Schema): Schema => {
  cuts.add(schema, { bytes });
  return schema;
};

/** To how many it is cut; undefined where its schema alone bounds it. */
export const bytesOfCut = (schema: z.ZodType): number | undefined => cuts.get(schema)?.bytes;

type Place = readonly [string, ...string[]];

/** The sort key of the last item shown, for example its instant and its id. */
export const cursorAt = (...place: Place): string =>
  btoa(JSON.stringify(place)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/** The place a cursor stands for; undefined where it is none of ours. Every part is checked by its schema. */
export const placeOf = <const Parts extends readonly [z.ZodType<string>, ...z.ZodType<string>[]]>(
  given: string,
  parts: Parts,
): { [Index in keyof Parts]: string } | undefined => {
  const read = z.tuple(parts as unknown as [z.ZodType<string>]).safeParse(jsonOf(given));
  return read.success ? (read.data as unknown as { [Index in keyof Parts]: string }) : undefined;
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return undefined;
  }
};

/**
 * Cuts what was read into a page: read one more than asked for, and the one too many tells that there is a next page.
 * `limit` is what the client asked for.
 */
export const pageOf = <Item>(
  found: readonly Item[],
  limit: number | undefined,
  placed: (item: Item) => Place,
): { items: Item[]; nextCursor: string | null } => {
  const items = found.slice(0, limit ?? pageSize.usual);
  const last = items.at(-1);
  return { items, nextCursor: last === undefined || found.length <= items.length ? null : cursorAt(...placed(last)) };
};
