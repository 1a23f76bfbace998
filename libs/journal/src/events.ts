import { personalFields, type Owner } from '@lethe/contracts';
import type { Message } from '@lethe/deciding';
import type * as z from 'zod';

/** One event type as it is stored: the version of its schema, the schema, and how to lift each older version by one. */
export type EventDefinition = Readonly<{
  version: number;
  data: z.ZodObject;
  /** `upcasts[n]` lifts data of version n to version n + 1. */
  upcasts?: Readonly<Record<number, (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>>>;
}>;

export type EventDefinitions = Readonly<Record<string, EventDefinition>>;

export const defineEvents = <const Definitions extends EventDefinitions>(definitions: Definitions): Definitions => {
  for (const [type, { version, upcasts = {} }] of Object.entries(definitions))
    for (let from = 1; from < version; from += 1)
      if (upcasts[from] === undefined)
        throw new Error(`${type} is at version ${version}, but nothing lifts version ${from}.`);
  return definitions;
};

export type EventOf<Definitions extends EventDefinitions> = {
  [Type in keyof Definitions & string]: Message<Type, z.infer<Definitions[Type]['data']>>;
}[keyof Definitions & string];

/** All event types of one service, with their personal fields found once. */
export type Catalogue = ReadonlyMap<string, EventDefinition & Readonly<{ personal: Readonly<Record<string, Owner>> }>>;

/** @throws Error where two groups declare the same type, or a personal field has no subject beside it. */
export const catalogueOf = (...groups: readonly EventDefinitions[]): Catalogue => {
  const catalogue = new Map<string, EventDefinition & { personal: Readonly<Record<string, Owner>> }>();
  for (const [type, definition] of groups.flatMap((group) => Object.entries(group))) {
    if (catalogue.has(type)) throw new Error(`${type} is declared twice.`);
    catalogue.set(type, { ...definition, personal: personalFields(definition.data) });
  }
  return catalogue;
};
