import { describe, expect, it } from '@jest/globals';
import { id, personal } from '@lethe/contracts';
import { defineEvents } from '@lethe/journal';
import * as z from 'zod';
import { defineService, type Work } from './definition.ts';
import { checkPersonalData, personalFieldsOf } from './personal-data.ts';

const text = z.string();
const events = defineEvents({
  Noted: { version: 1, data: z.strictObject({ accountId: id, text: personal(text, { of: 'accountId' }) }) },
  Answered: { version: 1, data: z.strictObject({ ticketId: id, text: personal(text, { of: 'ticketId' }) }) },
  Moved: {
    version: 1,
    data: z.strictObject({ accountId: id, to: personal(text, { of: 'accountId', key: 'addresses' }) }),
  },
  Counted: { version: 1, data: z.strictObject({ accountId: id }) },
});
const migrations = [
  { name: '1', statements: ['create table notes_v1 (text jsonb)', 'create table old (text text)'] },
  {
    name: '2',
    statements: ['drop table old', 'create index by_text on notes_v1 (text)', ' CREATE TABLE sends (at text)'],
  },
];
const keys = { account: 'With the account.', 'account/addresses': 'After it.', ticket: 'When it closes.' };
const service = {
  name: 'identity',
  events: [events],
  migrations,
  views: [{ name: 'notes_v1' }],
  settings: z.object({}),
} as const;
const work = { clearing: [{}] } as unknown as Work;

describe('Personal data of a service (CAN-10, K6)', () => {
  it('is found by its fields, each with whose it is', () => {
    expect(personalFieldsOf([events])).toEqual({
      'Noted.text': 'account',
      'Answered.text': 'ticket',
      'Moved.to': 'account/addresses',
    });
  });

  it('lets a service start that says what takes all of it away', () => {
    const whole = defineService({ ...service, personalData: { keys, tables: { sends: 'After an hour.' } } });
    expect(() => checkPersonalData(whole, work)).not.toThrow();
  });

  it('stops a start for a field whose key nothing destroys, and a table that nothing empties, all at once', () => {
    const { ticket: _, ...others } = keys;
    expect(() => checkPersonalData(defineService({ ...service, personalData: { keys: others } }), work)).toThrow(
      [
        'identity must not start:',
        'Answered.text is sealed under a key of kind ticket, and nothing says when that is destroyed.',
        'sends is no view, and nothing says what empties it.',
      ].join('\n'),
    );
  });

  it('stops a start that says nothing at all', () => {
    expect(() => checkPersonalData(defineService(service), work)).toThrow('Noted.text is sealed');
  });

  it('stops a start that takes no part in clearing, where it keeps something', () => {
    const personalData = { keys, tables: { sends: 'After an hour.' } };
    expect(() => checkPersonalData(defineService({ ...service, personalData }), {})).toThrow(
      'takes no part in clearing',
    );
    const nothing = { ...service, events: [], migrations: [], personalData: { keys: {} } };
    expect(() => checkPersonalData(defineService(nothing), {})).not.toThrow();
  });
});
