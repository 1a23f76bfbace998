import type { FieldProblem, Problem } from '../api/problem.ts';
import { useLanguage } from '../texts/use-texts.tsx';
import { useTime } from '../time/use-time.ts';
import { fieldTexts, type FieldCode } from './field-texts.ts';
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

export const useFieldText = (): ((field: FieldProblem) => string) => {
  const { language } = useLanguage();
  return ({ code, params }) => {
    const texts = fieldTexts[language];
    const text: string | ((given: FieldProblem['params']) => string) =
      code in texts ? texts[code as FieldCode] : texts.invalid;
    return typeof text === 'string' ? text : text(params);
  };
};
