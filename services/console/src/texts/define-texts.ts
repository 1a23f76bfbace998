import type { Language } from './language.ts';

/** A text, or a function that makes one of its parameters. */
type Text = string | ((...parameters: never[]) => string);

/** The same keys, each with the same parameters. */
type Translated<English> = {
  readonly [Key in keyof English]: English[Key] extends (...parameters: infer Parameters) => string
    ? (...parameters: Parameters) => string
    : string;
};

export type Texts<English> = Readonly<Record<Language, Translated<English>>>;

/** Texts in every language. A key that is missing in one, or is there in one alone, does not compile. */
export const defineTexts = <const English extends Readonly<Record<string, Text>>>(texts: {
  readonly en: English;
  readonly zh: Translated<NoInfer<English>>;
}): Texts<English> => texts as unknown as Texts<English>;

/** "1 session", "2 sessions": English has two forms, Chinese one. */
export const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
