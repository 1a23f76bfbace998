import { identityNames } from '../../libs/bus/src/provisioning/identities.ts';
import { busContracts, permissionsOf } from '../../libs/bus/src/provisioning/permissions.ts';
import { tableOf } from './table.mjs';

/** One of each, as an example: what all of them may follows from their names and contexts. */
const outsiders = [
  { name: 'reporting', kind: 'subscriber', contexts: ['account'] },
  { name: 'archive', kind: 'participant', contexts: [] },
];
const ours = busContracts(outsiders);

/** What publishing to a subject is, in the order of the table. */
const published = [
  ['call', /^lethe\.rpc\./],
  ['answer into', /^_INBOX_/],
  ['publish', /^lethe\.(evt|clr)\./],
  ['pull from', /^lethe\.js\.CONSUMER\.MSG\.NEXT\.(.+)/],
  ['acknowledge at', /^\$JS\.ACK\.(.+)\.>$/],
  ['look at', /^lethe\.js\.(?:CONSUMER|STREAM)\.INFO\.(.+)/],
  ['read any message of', /^lethe\.js\.STREAM\.MSG\.GET\.(.+)/],
  ['ask JetStream for', /^\$JS\.API\.(.+)/],
];

const rowOf = (subject) => {
  const place = published.findIndex(([, form]) => form.test(subject));
  if (place < 0) throw new Error(`${subject} is nothing that the catalogue knows.`);
  const [may, form] = published[place];
  return { place, cells: [may, `\`${form.exec(subject)[1] ?? subject}\``] };
};

const heardBy = (subscribe) =>
  subscribe.map((each) => {
    const [subject, queue] = each.split(' ');
    return [queue === undefined ? 'hear' : 'be asked', `\`${subject}\``];
  });

const sectionOf = (name) => {
  const { publish, subscribe } = permissionsOf(name, ours);
  const rows = publish.map(rowOf).toSorted((one, other) => one.place - other.place);
  const outside = outsiders.find((each) => each.name === name);
  const example =
    outside === undefined
      ? ''
      : `\nA ${outside.kind} of another team, as an example: let in by \`lethe outsiders add ${[outside.kind, name, ...outside.contexts].join(' ')}\`.\n`;
  return `## ${name}
${example}
${tableOf(['may', 'what'], [...rows.map(({ cells }) => cells), ...heardBy(subscribe)])}`;
};

/** The text of docs/catalogue/bus.md. */
export const busCatalogue = () => `# Who may do what on NATS

Written by \`npm run catalogue\` from what \`lethe provision keys\` gives nats-server: do not edit it by hand. Whatever does not stand here is refused. Why it is so: [ADR 30](../adr/0030-somebody-on-the-bus.md).

${[...identityNames, ...outsiders.map(({ name }) => name)].map(sectionOf).join('\n\n')}
`;
