import { personalFields, subjectOf, type Owner } from '@lethe/contracts';
import type { EventDefinitions } from '@lethe/journal';
import type { ServiceDefinition, Work } from './definition.ts';

/** `account`, `account/addresses`, `ticket`, … */
const kindOf = (owner: Owner): string => subjectOf(owner, '').replace(':', '');

/** The personal fields of these events, as `Type.field`, each with its kind of subject. */
export const personalFieldsOf = (groups: readonly EventDefinitions[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    groups
      .flatMap((group) => Object.entries(group))
      .flatMap(([type, { data }]) =>
        Object.entries(personalFields(data)).map(([field, owner]) => [`${type}.${field}`, kindOf(owner)] as const),
      ),
  );

type Migrated = Readonly<{ statements: readonly string[] }>;

const tablesOf = (migrations: readonly Migrated[]): readonly string[] => {
  const named = (pattern: RegExp) =>
    migrations.flatMap(({ statements }) => statements.flatMap((text) => pattern.exec(text)?.slice(1) ?? []));
  const dropped = named(/^\s*drop table (?:if exists )?(\w+)/i);
  return named(/^\s*create (?:unlogged )?table (?:if not exists )?(\w+)/i).filter((table) => !dropped.includes(table));
};

type ViewOfTables = Readonly<{ name: string; tables?: readonly string[] }>;

/**
 * Nothing of a person lies where no clearing goes (CAN-10).
 * @throws Error that lists everything for which this service must not start.
 */
export const checkPersonalData = (service: ServiceDefinition, { clearing = [] }: Work): void => {
  const { keys, tables = {} } = service.personalData ?? { keys: {} };
  const fields = Object.entries(personalFieldsOf(service.events));
  const views = service.views as readonly ViewOfTables[];
  const ofViews = new Set(views.flatMap(({ name, tables: own }) => own ?? [name]));
  const problems = [
    ...fields
      .filter(([, kind]) => keys[kind] === undefined)
      .map(
        ([field, kind]) => `${field} is sealed under a key of kind ${kind}, and nothing says when that is destroyed.`,
      ),
    ...tablesOf(service.migrations as readonly Migrated[])
      .filter((table) => !ofViews.has(table) && tables[table] === undefined)
      .map((table) => `${table} is no view, and nothing says what empties it.`),
    ...(fields.length > 0 && clearing.length === 0 ? ['It keeps personal data and takes no part in clearing.'] : []),
  ];
  if (problems.length > 0) throw new Error(`${service.name} must not start:\n${problems.join('\n')}`);
};
