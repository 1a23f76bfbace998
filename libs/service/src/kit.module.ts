import { Module, type DynamicModule } from '@nestjs/common';
import type { Message } from '@lethe/deciding';
import type { Kit } from './definition.ts';

/** What a service's controllers work with, each thing by its token: `@Inject(JOURNAL) readonly journal: SessionKit['journal']`. */
export const JOURNAL = Symbol('JOURNAL');
export const STORE = Symbol('STORE');
export const CALLS = Symbol('CALLS');
export const SEALING = Symbol('SEALING');
export const DATABASE = Symbol('DATABASE');
export const POOL = Symbol('POOL');
export const CLOCK = Symbol('CLOCK');
export const LOG = Symbol('LOG');
export const SETTINGS = Symbol('SETTINGS');
export const KEYRING = Symbol('KEYRING');
export const WAIT_FOR = Symbol('WAIT_FOR');

const tokens = {
  journal: JOURNAL,
  store: STORE,
  calls: CALLS,
  sealing: SEALING,
  database: DATABASE,
  pool: POOL,
  clock: CLOCK,
  logger: LOG,
  settings: SETTINGS,
  keyring: KEYRING,
  waitFor: WAIT_FOR,
} as const satisfies Record<Exclude<keyof Kit, 'name' | 'ledger'>, symbol>;

/** Stands once beside a service's module, and everything in that one may inject what it gives. */
@Module({})
export class KitModule {
  static of<Event extends Message>(kit: Kit<Event>): DynamicModule {
    const named = Object.entries(tokens) as readonly (readonly [keyof typeof tokens, symbol])[];
    return {
      module: KitModule,
      global: true,
      providers: named.map(([name, provide]) => ({ provide, useValue: kit[name] })),
      exports: Object.values(tokens),
    };
  }
}
