import type { BusPlan } from './bus-plan.ts';
import { provisionerName } from './identities.ts';
import { askedOfDurable, askedOfStream, mappedApi, type Permissions } from './permissions.ts';

/** Somebody on the bus with the public parts of the keys that prove it: more than one while a key is being replaced. */
export type ServerUser = Readonly<{ name: string; keys: readonly string[]; permissions: Permissions }>;

const streams = 'LETHE_STREAMS';
const people = 'LETHE';

const indented = (lines: readonly string[], by: number): string =>
  lines.map((line) => `${' '.repeat(by)}${line}\n`).join('');

/** An empty list would allow everything. */
const listOf = (subjects: readonly string[]): string =>
  subjects.length === 0
    ? '{ deny: ">" }'
    : `{ allow: [\n${indented(
        subjects.map((each) => JSON.stringify(each)),
        10,
      )}        ] }`;

const userOf = (name: string, key: string, { publish, subscribe }: Permissions): string =>
  `      # ${name}
      {
        nkey: ${key}
        permissions: {
        publish: ${listOf(publish)}
        subscribe: ${listOf(subscribe)}
        }
      }
`;

const usersOf = (users: readonly ServerUser[]): string =>
  users.flatMap(({ name, keys, permissions }) => keys.map((key) => userOf(name, key, permissions))).join('');

/** What of JetStream, and of its streams' subjects, others reach at all. A pull is answered more than once. */
const servicesOf = ({ streams: planned, durables }: BusPlan): readonly string[] => [
  ...planned.flatMap(({ name, subjects }) => [...subjects, ...askedOfStream(name).map(inJetStream)]),
  ...durables.flatMap((durable) => [
    ...askedOfDurable(durable).map(inJetStream),
    `$JS.ACK.${durable.stream}.${durable.name}.>`,
  ]),
];

const inJetStream = (subject: string): string => `$JS.API.${subject}`;
const exportOf = (subject: string): string => {
  const streamed = subject.includes('.MSG.NEXT.') ? ', response_type: stream' : '';
  return `{ service: ${JSON.stringify(subject)}, accounts: [${people}]${streamed} }`;
};
const importOf = (subject: string): string => {
  const mapped = subject.startsWith('$JS.API.') ? `, to: ${JSON.stringify(subject.replace('$JS.API', mappedApi))}` : '';
  return `{ service: { account: ${streams}, subject: ${JSON.stringify(subject)} }${mapped} }`;
};

/**
 * What nats-server includes: whom it lets in, and what each may do. JetStream lies in an account of its own, which the
 * provisioner alone enters: what JetStream answers goes wherever the asking says, with JetStream's own rights, and who may ask
 * for anything at all could else have it delete every stream. Asked from another account it answers into that account,
 * where it has none.
 */
export const serverAccounts = (plan: BusPlan, users: readonly ServerUser[]): string => {
  const services = servicesOf(plan);
  const isProvisioner = ({ name }: ServerUser): boolean => name === provisionerName;
  return `# Written by \`lethe provision\` from the contracts: do not edit it.
accounts {
  ${streams} {
    jetstream: enabled
    users: [
${usersOf(users.filter(isProvisioner))}    ]
    exports: [
${indented(services.map(exportOf), 6)}    ]
  }
  ${people} {
    mappings: { "$JS.API.>": "${mappedApi}.>" }
    users: [
${usersOf(users.filter((user) => !isProvisioner(user)))}    ]
    imports: [
${indented(services.map(importOf), 6)}    ]
  }
}
`;
};
