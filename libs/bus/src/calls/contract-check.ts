import { Explained } from '@lethe/running';
import { invalidFields, type InvalidField } from '@lethe/contracts';
import type * as z from 'zod';

/** Somebody of ours did not keep to a contract; the text names fields, never values. */
export class ContractBroken extends Explained {
  override readonly name = 'ContractBroken';
  constructor(subject: string, fields: readonly Pick<InvalidField, 'pointer' | 'code'>[]) {
    super(`${subject}: ${fields.map(({ pointer, code }) => `${pointer} ${code}`).join(', ')}`);
  }
}

/** @throws ContractBroken. */
export const checked = <Schema extends z.ZodType>(subject: string, schema: Schema, value: unknown): z.infer<Schema> => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ContractBroken(subject, invalidFields(parsed.error.issues, value));
  return parsed.data;
};
