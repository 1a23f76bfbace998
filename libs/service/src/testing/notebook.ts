import { publication, react, Answers, type CallContext } from '@lethe/bus';
import { clearingOf } from '@lethe/clearing';
import { call, id, personal, publicEvent, type Subscription } from '@lethe/contracts';
import type { StoredEvent } from '@lethe/event-store';
import type { Migration } from '@lethe/event-store-postgres';
import { defineEvents, type EventOf } from '@lethe/journal';
import type { View } from '@lethe/views';
import { Controller, Inject, Module } from '@nestjs/common';
import type { Kysely } from 'kysely';
import * as z from 'zod';
import { defineService, type Kit } from '../definition.ts';
import { JOURNAL, POOL, WAIT_FOR } from '../kit.module.ts';

/** Two services that are as small as services can be: one notes, the other counts what was noted. */
export const Note = call({
  subject: 'lethe.rpc.identity.notebook.note',
  callers: ['service:gateway'],
  bound: true,
  input: z.strictObject({ accountId: id, text: z.string() }),
  output: z.strictObject({ noted: z.int() }),
  refuses: {},
});

const noteEvents = defineEvents({
  Noted: { version: 1, data: z.strictObject({ accountId: id, text: personal(z.string(), { of: 'accountId' }) }) },
});
type NoteEvent = EventOf<typeof noteEvents>;
type NoteKit = Kit<NoteEvent>;
type NoteTables = { notes_v1: { account_id: string; sealed: string } };

const notePublic = publicEvent({
  type: 'lethe.account.noted.v1',
  context: 'account',
  name: 'noted',
  meaning: 'For tests.',
  data: z.strictObject({ accountId: id }),
});

@Controller()
export class NoteController {
  constructor(
    @Inject(JOURNAL) readonly journal: NoteKit['journal'],
    @Inject(POOL) readonly pool: NoteKit['pool'],
    @Inject(WAIT_FOR) readonly waitFor: NoteKit['waitFor'],
  ) {}

  @Answers(Note)
  async note({ accountId, text }: z.infer<typeof Note.input>, { command }: CallContext) {
    const position = await this.journal.handle(
      command,
      async (unit) => {
        await unit.load(`account-${accountId}`, { initial: 0, evolve: (count: number) => count + 1 });
        unit.record(`account-${accountId}`, [{ type: 'Noted', data: { accountId, text } }]);
      },
      (_events, at) => at,
    );
    await this.waitFor('notes_v1', position);
    const { rows } = await this.pool.query('select from notes_v1 where account_id = $1', [accountId]);
    return { noted: rows.length };
  }
}

@Module({ controllers: [NoteController] })
class NoteModule {}

const notes: View<NoteEvent, NoteTables> = {
  name: 'notes_v1',
  personal: true,
  on: {
    Noted: (db, { data }) =>
      db.insertInto('notes_v1').values({ account_id: data.accountId, sealed: JSON.stringify(data.text) }),
  },
};
const notesForgotten = {
  ...notes,
  on: {
    ...notes.on,
    AccountDataCleared: (db: Kysely<NoteTables>, { data }: { data: { accountId: string } }) =>
      db.deleteFrom('notes_v1').where('account_id', '=', data.accountId),
  },
};
const noteMigrations: readonly Migration[] = [
  { name: 'notebook/0001', statements: ['create table notes_v1 (account_id text not null, sealed text not null)'] },
];

export const notebook = defineService({
  name: 'identity',
  events: [noteEvents],
  migrations: noteMigrations,
  views: [notesForgotten],
  published: ({ type, data }: StoredEvent) =>
    type === 'Noted'
      ? [publication(notePublic, String(data['accountId']), { accountId: String(data['accountId']) })]
      : [],
  personalData: { keys: { account: 'in the clearing of the account' } },
  settings: z.object({ LETHE_IDENTITY_LANGUAGE: z.enum(['en', 'zh']).default('en') }),
  module: NoteModule,
  work: (kit) => ({ clearing: [clearingOf(kit, { clear: async () => ({ categories: {} }) })] }),
});

export const CountNotes: Subscription<typeof notePublic> = {
  consumer: 'session',
  purpose: 'count-notes',
  from: 'identity',
  to: [notePublic],
};

const countEvents = defineEvents({
  Counted: { version: 1, data: z.strictObject({ accountId: id }) },
});

export const counter = defineService({
  name: 'session',
  events: [countEvents],
  migrations: [],
  views: [],
  settings: z.object({}),
  work: ({ journal }) => ({
    reactions: [
      react({
        ...CountNotes,
        handle: async ({ data: { accountId } }, command) => {
          await journal.handle(
            command,
            async (unit) => {
              await unit.load(`account-${accountId}`, { initial: 0, evolve: (count: number) => count + 1 });
              unit.record(`account-${accountId}`, [{ type: 'Counted', data: { accountId } }]);
            },
            () => undefined,
          );
        },
      }),
    ],
  }),
});

/** The next release: it writes another version of its event, and reads both. */
export const laterNotebook = {
  ...notebook,
  events: [
    { ...noteEvents, Noted: { ...noteEvents.Noted, version: 2, upcasts: { 1: (data: object) => ({ ...data }) } } },
  ],
} as unknown as typeof notebook;
