import { clearingType } from '../../libs/bus/src/relaying/publication.ts';
import * as contracts from '../../libs/contracts/src/index.ts';
import { tableOf } from './table.mjs';

/** Which field of the data stands in the subject as the entity: what is in order is in order for it. */
const entityOf = {
  account: 'accountId',
  session: 'accountId',
  factor: 'accountId',
  workspace: 'workspaceId',
  ticket: 'ticketId',
  cancellation: 'accountId',
};

const { partition, publishedSubjects, serviceNames, streamOf } = contracts;

/** The public events of the contracts by their type, each with its name in code. */
const publicEvents = () =>
  Object.entries(contracts)
    .flatMap(([constant, value]) => (value?.meaning === undefined ? [] : [{ constant, ...value }]))
    .toSorted((one, other) => (one.type < other.type ? -1 : 1));

const kindOf = ({ anyOf, enum: values, const: only, format, type }) => {
  if (anyOf !== undefined) return anyOf.map(kindOf).join(' or ');
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(', ');
  return only === undefined ? (format ?? type) : `\`${only}\``;
};

const fieldsOf = (data) =>
  tableOf(
    ['field', 'value'],
    Object.entries(data.toJSONSchema().properties).map(([field, schema]) => [`\`${field}\``, kindOf(schema)]),
  );

const publisherOf = (context) => {
  const subjects = `lethe.evt.${context}.v1.>`;
  const service = serviceNames.find((name) => publishedSubjects(name).includes(subjects));
  if (service === undefined) throw new Error(`No service publishes ${subjects}.`);
  return { service, subjects };
};

const eventOf = ({ constant, type, context, name, meaning, data }) => {
  const entity = entityOf[context];
  if (data.shape[entity] === undefined) throw new Error(`${type} does not say which entity it is about.`);
  return `### ${type}

${meaning} In code: \`${constant}\`.

Subject: \`lethe.evt.${context}.v1.${partition}.<${entity}>.${name}\`

${fieldsOf(data)}`;
};

const contextOf = (context, events) => {
  const { service, subjects } = publisherOf(context);
  return `## ${context}

Published by ${service}, in the stream \`${streamOf(service)}\` under \`${subjects}\`. In order for each \`${entityOf[context]}\`.

${events.map(eventOf).join('\n\n')}`;
};

const clearing = () => `## Clearing

Published by cancellation, in the stream \`${streamOf('cancellation')}\` under \`lethe.clr.v1.>\`: to each participant its own subject. How it is answered is told in [subscribing.md](../subscribing.md).

### ${clearingType}

Clear this account. In code: \`clearingRequest\`.

Subject: \`lethe.clr.v1.<participant>.${partition}.<accountId>.requested\`

${fieldsOf(contracts.clearingRequest)}`;

/** The text of docs/catalogue/events.md. */
export const eventCatalogue = () => {
  const contexts = Object.groupBy(publicEvents(), ({ context }) => context);
  return `# Public events

Written by \`npm run catalogue\` from [libs/contracts](../../libs/contracts/src): do not edit it by hand. What is promised about all of them is in [subscribing.md](../subscribing.md).

${Object.entries(contexts)
  .map(([context, events]) => contextOf(context, events))
  .join('\n\n')}

${clearing()}
`;
};
