import * as z from 'zod';

/** What reading gives once the subject's key is destroyed: a value, never an exception. */
export const shredded = { shredded: true } as const;
export type Shredded = typeof shredded;
export type Personal<Value> = Value | Shredded;
export const isShredded = (value: unknown): value is Shredded =>
  typeof value === 'object' && value !== null && 'shredded' in value && value.shredded === true;

/** Whose a personal field is: the name of the field beside it that holds the subject's id. */
export type SubjectField = 'accountId' | 'registrationId' | 'invitationId' | 'ticketId' | 'mailId' | 'workspaceId';
export type Owner = Readonly<{
  of: SubjectField;
  /** A key of its own, cleared at its own time (identity's addresses). */
  key?: 'addresses';
}>;

const owners = z.registry<Owner>();
const secrets = z.registry<{ secret: true }>();

/** Marks a field of an event as personal data: sealed in the store under its subject's key, refused in public events. */
export const personal = <Schema extends z.ZodType>(schema: Schema, owner: Owner) => {
  const field = z.union([schema, z.strictObject({ shredded: z.literal(true) })]);
  owners.add(field, owner);
  return field as unknown as z.ZodType<Personal<z.infer<Schema>>>;
};

/** Marks a password, code or token in a call: it takes no part in the digest that recognises a repeated request. */
export const secret = <Schema extends z.ZodType>(schema: Schema): Schema => {
  const field = schema.clone() as Schema;
  secrets.add(field, { secret: true });
  return field;
};

/** The subject whose key seals a field, for example `account:6f1c…` or `account:6f1c…/addresses`. */
export const subjectOf = ({ of, key }: Owner, id: string): string =>
  `${of.replace(/Id$/, '')}:${id}${key === undefined ? '' : `/${key}`}`;
export const accountSubject = (accountId: string): string => subjectOf({ of: 'accountId' }, accountId);

/**
 * Personal fields of an event's data. They stand at the top level, beside the id of their subject.
 * @throws Error where one is nested or its subject's field is missing, so that such an event cannot be declared.
 */
export const personalFields = (schema: z.ZodObject): Readonly<Record<string, Owner>> => {
  const fields: Record<string, Owner> = {};
  for (const [name, field] of Object.entries(schema.shape)) {
    const owner = owners.get(field);
    if (owner !== undefined) {
      if (!(owner.of in schema.shape)) throw new Error(`${name} is personal, but ${owner.of} is not beside it.`);
      fields[name] = owner;
    } else if (holdsPersonal(field))
      throw new Error(`${name} holds a personal field below it: move it to the top level.`);
  }
  return fields;
};

const holdsPersonal = (schema: z.ZodType): boolean =>
  JSON.stringify(
    z.toJSONSchema(schema, {
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        if (owners.has(zodSchema as unknown as z.ZodType)) jsonSchema['x-personal'] = true;
      },
    }),
  ).includes('"x-personal":true');

export const hasPersonal = (schema: z.ZodType): boolean => holdsPersonal(schema);

/** The request without its secrets: what the digest of a command is taken over. */
export const withoutSecrets = (schema: z.ZodType, input: unknown): unknown => {
  if (!(schema instanceof z.ZodObject) || typeof input !== 'object' || input === null) return input;
  const { shape } = schema as z.ZodObject;
  return Object.fromEntries(
    Object.entries(input).filter(([name]) => {
      const field = shape[name];
      return field === undefined || !isSecret(field);
    }),
  );
};

/** `def.innerType`: optional, exactOptional, nullable, default and all else that wraps another schema. */
const isSecret = (field: z.core.$ZodType): boolean => {
  const { def } = field as z.ZodType;
  return secrets.has(field as z.ZodType) || ('innerType' in def && isSecret(def.innerType as z.core.$ZodType));
};
