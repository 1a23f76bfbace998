import type { FieldError } from '../api/generated/types.gen.ts';
import type { Problem } from '../api/problem.ts';
import { useLanguage } from '../texts/use-texts.tsx';
import { useTime } from '../time/use-time.ts';
import { fieldTexts, unknownFieldTexts } from './field-texts.ts';
import { problemTexts, type Told } from './problem-texts.ts';

/** What a problem means and what helps, in the reader's words. */
export const useProblemText = (): ((problem: Problem) => string) => {
  const { language } = useLanguage();
  const time = useTime();
  return ({ code, retryAt, attemptsLeft }) => {
    const text: string | ((told: Told) => string) = problemTexts[language][code];
    return typeof text === 'string'
      ? text
      : text({ until: retryAt === undefined ? undefined : time.clock(retryAt), attemptsLeft });
  };
};

export const useFieldText = (): ((field: FieldError) => string) => {
  const { language } = useLanguage();
  return ({ code, params }) => {
    const texts: Readonly<Record<string, string | ((given: FieldError['params']) => string)>> = fieldTexts[language];
    const text = texts[code] ?? unknownFieldTexts[language].invalid;
    return typeof text === 'string' ? text : text(params);
  };
};
