import * as z from 'zod';

/**
 * A query and a path are text. Text is turned into what the schema wants of it; what cannot be turned stays as it is,
 * and the schema says what is wrong with it.
 */
export const turned = (schema: z.core.$ZodType | undefined, text: unknown): unknown => {
  const wanted = unwrapped(schema);
  if (wanted instanceof z.ZodArray) return [text].flat().map((part) => turned(wanted.element, part));
  if (typeof text !== 'string') return text;
  if (wanted instanceof z.ZodNumber) return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text;
  if (wanted instanceof z.ZodBoolean) return text === 'true' || (text === 'false' ? false : text);
  return text;
};

export const takesMany = (schema: z.core.$ZodType | undefined): boolean => unwrapped(schema) instanceof z.ZodArray;

/** `innerType`: optional, exactOptional, nullable, default and all else that wraps another schema; `in`: a pipe. */
const unwrapped = (schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined => {
  const { def = {} } = (schema ?? {}) as Partial<z.ZodType>;
  if ('innerType' in def) return unwrapped(def.innerType as z.core.$ZodType);
  return 'in' in def ? unwrapped(def.in as z.core.$ZodType) : schema;
};
