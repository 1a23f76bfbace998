import { durables, publishedSubjects, serviceNames, streamOf, type Durable } from '@lethe/contracts';
import { durablesOf, type Outsider } from './identities.ts';

export type StreamSize = Readonly<{ maxMebibytes: number; replicas: 1 | 3 | 5 }>;
export const smallStream: StreamSize = { maxMebibytes: 256, replicas: 1 };

/** A service's own stream. Nobody takes a message out of it, its service neither, unless it is `erasable`, as in tests. */
export type PlannedStream = Readonly<{ name: string; subjects: readonly string[]; size: StreamSize; erasable?: true }>;

/** What is to be there on the bus before anybody publishes or reacts. */
export type BusPlan = Readonly<{ streams: readonly PlannedStream[]; durables: readonly Durable[] }>;

/** What the contracts say: a stream for each service that publishes, and a durable for each subscription, also of outsiders. */
export const busPlan = (size = smallStream, outsiders: readonly Outsider[] = []): BusPlan => ({
  streams: serviceNames.flatMap((service) => {
    const subjects = publishedSubjects(service);
    return subjects.length === 0 ? [] : [{ name: streamOf(service), subjects, size }];
  }),
  durables: [...durables, ...outsiders.flatMap(durablesOf)],
});
