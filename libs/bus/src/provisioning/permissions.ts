import * as contracts from '@lethe/contracts';
import { calledService } from '../calls/called-service.ts';
import { inboxOf } from '../streams/nats-server.ts';
import { busPlan, smallStream, type BusPlan } from './bus-plan.ts';
import { isParticipant, operatorName, provisionerName, type Outsider } from './identities.ts';

const { streamOf } = contracts;

/** Subjects, with wildcards, that somebody may publish to and subscribe to; a queue stands behind its subject. All else is refused. */
export type Permissions = Readonly<{ publish: readonly string[]; subscribe: readonly string[] }>;

type Called = Pick<contracts.Call, 'subject' | 'callers'>;

const isCall = (value: unknown): value is contracts.Call =>
  typeof value === 'object' && value !== null && 'subject' in value && 'callers' in value;

/** Every call that any of our services answers. */
const allCalls: readonly Called[] = Object.values<unknown>({ ...contracts }).filter(isCall);

/** What is on the bus, and who beside us: all that permissions follow from. */
export type BusContracts = Readonly<{ plan: BusPlan; calls: readonly Called[]; outsiders: readonly Outsider[] }>;
export const busContracts = (outsiders: readonly Outsider[] = []): BusContracts => ({
  plan: busPlan(smallStream, outsiders),
  calls: allCalls,
  outsiders,
});

/** Which identities speak for a caller: a person is at the gateway. */
const speakersFor = (caller: contracts.Caller, outsiders: readonly Outsider[]): readonly string[] => {
  if (caller === 'operator') return [operatorName];
  if (caller === 'participant') return outsiders.filter(isParticipant).map(({ name }) => name);
  const [kind, name = ''] = caller.split(':');
  return [kind === 'service' ? name : 'gateway'];
};

/**
 * What each of ours may do on the bus, by the contracts: it calls what names it as a caller, answers its own calls into the
 * private inboxes of their callers alone, publishes to its own stream, pulls from its own durables. Nobody but the provisioner
 * makes or changes anything in JetStream, and nobody at all deletes.
 */
export const permissionsOf = (name: string, { plan, calls, outsiders }: BusContracts): Permissions => {
  if (name === provisionerName) return { publish: provisioning, subscribe: [ownInbox(name)] };
  const speakersOf = ({ callers }: Called): readonly string[] =>
    callers.flatMap((caller) => speakersFor(caller, outsiders));
  const own = calls.filter((call) => calledService(call) === name);
  const made = calls.filter((call) => speakersOf(call).includes(name)).map(({ subject }) => subject);
  const answered = own.flatMap(speakersOf).map(ownInbox);
  const stream = plan.streams.find((planned) => planned.name === streamOf(name));
  const pulled = plan.durables.filter(({ consumer }) => consumer === name);
  const isOutside = outsiders.some((each) => each.name === name);
  return {
    publish: distinct([
      ...made,
      ...answered,
      ...(stream === undefined ? [] : publishing(stream)),
      ...pulled.flatMap(pulling),
      ...(isOutside ? [] : pulled.map(lookedUp)),
      ...(name === operatorName ? plan.streams.map(({ name: each }) => `${mappedApi}.STREAM.INFO.${each}`) : []),
    ]),
    subscribe: distinct([ownInbox(name), ...own.map(({ subject }) => `${subject} ${name}`)]),
  };
};

/** JetStream is in the provisioner's account; the others reach by this name what of it is theirs. */
export const mappedApi = 'lethe.js';
const mapped = (subject: string): string => `${mappedApi}.${subject}`;

const provisioning = [
  'STREAM.INFO.*',
  'STREAM.CREATE.*',
  'STREAM.UPDATE.*',
  'CONSUMER.INFO.*.*',
  'CONSUMER.CREATE.>',
  'CONSUMER.DURABLE.CREATE.*.*',
].map((subject) => `$JS.API.${subject}`);

/** A relay looks how its stream ends, and no more. A service that reacts reads what it has set aside from there again. */
export const askedOfStream = (stream: string): readonly string[] => [
  `STREAM.INFO.${stream}`,
  `STREAM.MSG.GET.${stream}`,
];

export const askedOfDurable = ({ stream, name }: contracts.Durable): readonly string[] => [
  `CONSUMER.INFO.${stream}.${name}`,
  `CONSUMER.MSG.NEXT.${stream}.${name}`,
];

const publishing = ({ name, subjects }: BusPlan['streams'][number]): readonly string[] => [
  ...subjects,
  ...askedOfStream(name).map(mapped),
];

const pulling = (durable: contracts.Durable): readonly string[] => [
  ...askedOfDurable(durable).map(mapped),
  `$JS.ACK.${durable.stream}.${durable.name}.>`,
];

/** Of any message of the stream, whoever it is for: so no outsider has it. */
const lookedUp = ({ stream }: contracts.Durable): string => mapped(`STREAM.MSG.GET.${stream}`);

const ownInbox = (name: string): string => `${inboxOf(name)}.>`;
const distinct = (subjects: readonly string[]): readonly string[] => [...new Set(subjects)].toSorted();
