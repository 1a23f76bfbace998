import type * as z from 'zod';
import type { InvalidField } from './fault.ts';
import { Explained } from './log.ts';

/** Somebody of ours did not keep to a contract; the text names fields, never values. */
export class ContractBroken extends Explained {
  override readonly name = 'ContractBroken';
  constructor(subject: string, fields: readonly InvalidField[]) {
    super(`${subject}: ${fields.map(({ path, problem }) => `${path} ${problem}`).join(', ')}`);
  }
}

/** Where and what, never the value that was sent. */
export const invalidFields = ({ issues }: z.ZodError): readonly InvalidField[] =>
  issues.flatMap((issue) => {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return paths.map((path) => ({ path: path.map(String).join('.'), problem: issue.code }));
  });

/** @throws ContractBroken. */
export const checked = <Schema extends z.ZodType>(subject: string, schema: Schema, value: unknown): z.infer<Schema> => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ContractBroken(subject, invalidFields(parsed.error));
  return parsed.data;
};
