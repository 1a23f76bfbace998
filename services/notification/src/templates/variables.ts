import { mailParameters, type MailTemplate } from '@lethe/contracts';
import * as z from 'zod';
import { clean, readable, shown, type Reader } from './values.ts';

/** What every mail may say beside its parameters. */
export const commonVariables = {
  brand: 'the name of the installation',
  support: 'whom people can write to; empty where nobody is set',
  askedAt: 'when the mail was asked for',
  homeLink: 'the console',
  signInLink: 'the page to sign in',
  settingsLink: 'Account Settings, where sessions can be ended',
} as const;

export type Parameters = Readonly<Record<string, string>>;
export type Variables = Parameters;

export type About = Readonly<{ acceptedAt: string; reader: Reader }>;
export type House = Readonly<{ name: string; supportAddress: string | undefined; publicUrl: string }>;

type Variable = Readonly<{ name: string; meaning: string; optional: boolean }>;

export const variablesOf = (template: MailTemplate): readonly Variable[] =>
  Object.entries<z.ZodType>(mailParameters[template].shape).map(([name, schema]) => ({
    name,
    meaning: (schema.meta() ?? innerOf(schema).meta())?.description ?? '',
    optional: schema instanceof z.ZodExactOptional,
  }));

const innerOf = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodExactOptional ? (schema.unwrap() as z.ZodType) : schema;

export const namesOf = (template: MailTemplate): readonly string[] => [
  ...variablesOf(template).map(({ name }) => name),
  ...Object.keys(commonVariables),
];

/** What the template shows, and nothing else. @throws ZodError where something is missing. */
export const shownBy = (template: MailTemplate, parameters: Parameters): Parameters =>
  mailParameters[template].parse(parameters);

/** All as text in the reader's language and zone; what is absent is empty. */
export const valuesOf = (template: MailTemplate, parameters: Parameters, house: House, about: About): Variables => {
  const { acceptedAt, reader } = about;
  const origin = house.publicUrl.replace(/\/$/, '');
  const own = Object.entries(shownBy(template, parameters)).map(([name, value]) => [name, shown(name, value, reader)]);
  const absent = variablesOf(template).map(({ name }) => [name, '']);
  return {
    ...(Object.fromEntries([...absent, ...own]) as Variables),
    brand: clean(house.name),
    support: house.supportAddress ?? '',
    askedAt: readable(acceptedAt, reader),
    homeLink: `${origin}/`,
    signInLink: `${origin}/sign-in`,
    settingsLink: `${origin}/settings`,
  };
};
