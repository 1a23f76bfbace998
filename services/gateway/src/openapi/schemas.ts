import * as z from 'zod';

export type Schema = Readonly<Record<string, unknown>>;
export type Way = 'input' | 'output';

const prefix = '#/components/schemas/';
/** What a format says already: its pattern is noise to people and to generators. */
const formats = new Set(['uuid', 'date-time', 'email']);

export const upper = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

/**
 * The named schemas of the document. Every object has a name, so that generated clients get no names of their own making
 * (API-3): its `.meta({ id })`, or that of where it first stands.
 */
export class Schemas {
  readonly #named = new Map<string, Schema>();
  readonly #answers = new Map<string, Schema>();

  get all(): Schema {
    return Object.fromEntries([...this.#named].toSorted(([one], [other]) => (one < other ? -1 : 1)));
  }

  /** Answers that several operations share. */
  get answers(): Schema {
    return Object.fromEntries([...this.#answers].toSorted(([one], [other]) => (one < other ? -1 : 1)));
  }

  /** By its name; as it is where the name stands for another one already. */
  answer(name: string, answer: Schema): Schema {
    const known = this.#answers.get(name) ?? answer;
    this.#answers.set(name, known);
    return JSON.stringify(known) === JSON.stringify(answer) ? { $ref: `#/components/responses/${name}` } : answer;
  }

  /** @throws Error where the name stands for something else already. */
  add(name: string, schema: Schema): Schema {
    const known = this.#named.get(name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`Two schemas are named ${name}: give one of them another id.`);
    this.#named.set(name, schema);
    return { $ref: `${prefix}${name}` };
  }

  /** Under its own id, or under the name given; texts, numbers and lists stay where they are. */
  of(schema: z.ZodType, way: Way, name: string): Schema {
    const { $schema: _dialect, $defs = {}, ...root } = z.toJSONSchema(schema, { io: way, unrepresentable: 'any' });
    for (const [id, definition] of Object.entries($defs)) this.#define(id, definition as Schema, way);
    return this.#placed(root, way, name);
  }

  /** What a name stands for, to its end. */
  resolved({ $ref, ...schema }: Schema): Schema {
    return typeof $ref === 'string' ? (this.#named.get($ref.slice(prefix.length)) ?? {}) : schema;
  }

  #define(id: string, definition: Schema, way: Way): void {
    const { id: _id, ...schema } = definition;
    this.add(nameOf(id, way), this.#tidied(schema, way, nameOf(id, way)));
  }

  #placed(schema: Schema, way: Way, name: string): Schema {
    if (typeof schema['$ref'] === 'string')
      return { $ref: `${prefix}${nameOf(schema['$ref'].replace('#/$defs/', ''), way)}` };
    const tidy = this.#tidied(schema, way, name);
    return isObject(tidy) ? this.add(name, tidy) : tidy;
  }

  #tidied(schema: Schema, way: Way, name: string): Schema {
    const entries = Object.entries(schema).filter(([key, value]) => !isNoise(key, value, schema, way));
    return Object.fromEntries(entries.map(([key, value]) => [key, this.#part(key, value, way, name)]));
  }

  #part(key: string, value: unknown, way: Way, name: string): unknown {
    if (key === 'properties')
      return Object.fromEntries(
        Object.entries(value as Readonly<Record<string, Schema>>).map(([field, schema]) => [
          field,
          this.#placed(schema, way, `${name}${upper(field)}`),
        ]),
      );
    if (key === 'items' || (key === 'additionalProperties' && typeof value === 'object'))
      return this.#placed(value as Schema, way, singular(name));
    if (key === 'anyOf') return (value as readonly Schema[]).map((schema) => this.#placed(schema, way, name));
    return value;
  }
}

/** A request and an answer that share an id are two schemas: a request takes no other fields, an answer may get some. */
const nameOf = (id: string, way: Way): string => (way === 'input' ? `${id}Input` : id);

const singular = (name: string): string => name.replace(/ies$/, 'y').replace(/(?<!s)s$/, '');

const isObject = ({ type, additionalProperties }: Schema): boolean =>
  type === 'object' && typeof additionalProperties !== 'object';

const isNoise = (key: string, value: unknown, { format }: Schema, way: Way): boolean =>
  (key === 'additionalProperties' && value === false && way === 'output') ||
  (key === 'pattern' && formats.has(String(format))) ||
  (key === 'minimum' && value === Number.MIN_SAFE_INTEGER) ||
  (key === 'maximum' && value === Number.MAX_SAFE_INTEGER) ||
  key === 'propertyNames';
