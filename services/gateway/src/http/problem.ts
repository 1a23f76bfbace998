import type { InvalidField, Language } from '@lethe/contracts';
import { problemsInChinese } from '../api/problems-in-chinese.ts';
import { problems, type ProblemCode } from '../api/problems.ts';

/** RFC 9457. `type` is stable; its last segment is the code that programs and translations go by. */
export type ProblemDocument = Readonly<{
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: ProblemCode;
  errors?: readonly InvalidField[];
  [extension: string]: unknown;
}>;

/** What an answer says beside what the code says by itself. */
export type Extras = Readonly<{ details?: object; errors?: readonly InvalidField[] }>;

export const problemType = (code: string): string => `/problems/${code}`;

/** Title and remedy in the language of whoever asks (API-4). */
export const wordsOf = (code: ProblemCode, language: Language): Readonly<{ title: string; remedy: string }> =>
  language === 'zh' ? problemsInChinese[code] : problems[code];

export const problemDocument = (
  code: ProblemCode,
  requestId: string,
  language: Language,
  { details = {}, errors = [] }: Extras = {},
): ProblemDocument => {
  const { title, remedy } = wordsOf(code, language);
  return {
    ...details,
    type: problemType(code),
    title,
    status: problems[code].status,
    detail: remedy,
    instance: `/requests/${requestId}`,
    code,
    ...(errors.length === 0 ? {} : { errors }),
  };
};
