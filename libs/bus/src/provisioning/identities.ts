import {
  clearingDurable,
  contextFilter,
  durableName,
  publicContexts,
  publisherOf,
  serviceNames,
  streamOf,
  type Durable,
} from '@lethe/contracts';
import * as z from 'zod';

/** Who is somebody on the bus beside the services: the command line, and what keeps streams and durables. */
export const operatorName = 'operator';
export const provisionerName = 'provisioner';
export const identityNames: readonly string[] = [...serviceNames, operatorName, provisionerName];

/** A subscriber reads public events. A participant is asked to clear beside that, and answers by calls to cancellation. */
export const outsiderKinds = ['subscriber', 'participant'] as const;

/**
 * Another team's on the bus. In its durables a `-` follows the name, so there is none in it: no name with its purpose reads as
 * another name with another purpose.
 */
export const outsider = z
  .strictObject({
    name: z
      .string()
      .max(32)
      .regex(/^[a-z][a-z0-9_]*$/, 'is not made of small letters, digits and _, beginning with a letter')
      .refine((name) => !identityNames.includes(name), 'is the name of one of ours'),
    kind: z.enum(outsiderKinds),
    /** Whose public events it reads, each from a durable of its own: order is promised within one context only. */
    contexts: z.array(z.enum(publicContexts)).readonly(),
  })
  .refine(({ kind, contexts }) => kind === 'participant' || contexts.length > 0, 'reads no context');
export type Outsider = Readonly<z.infer<typeof outsider>>;

export const isParticipant = ({ kind }: Pick<Outsider, 'kind'>): boolean => kind === 'participant';

/** Where it pulls from. */
export const durablesOf = (outside: Outsider): readonly Durable[] => [
  ...outside.contexts.map((context) => ({
    consumer: outside.name,
    name: durableName(outside.name, context),
    stream: streamOf(publisherOf(context)),
    filter: contextFilter(context),
  })),
  ...(isParticipant(outside) ? [clearingDurable(outside.name)] : []),
];
