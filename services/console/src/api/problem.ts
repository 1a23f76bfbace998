import type { ProblemCode } from '../problems/problem-texts.ts';
import type { FieldError } from './generated/types.gen.ts';

type Document = Readonly<{
  code?: string;
  status?: number;
  instance?: string;
  errors?: readonly FieldError[];
  [detail: string]: unknown;
}>;

/** The one error of every request: what went wrong is its `code`; a code nobody knows yet is possible. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode | 'unknown';
  /** 0 where no answer came. */
  readonly status: number;
  /** For the support; undefined where no answer came. */
  readonly requestId: string | undefined;
  readonly fields: readonly FieldError[];
  /** What the problem says beside its code: `retryAt`, `attemptsLeft`, `blockers`, … */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ProblemCode | 'unknown', document: Document = {}) {
    super(code);
    this.code = code;
    this.status = document.status ?? 0;
    this.requestId = document.instance?.split('/').at(-1);
    this.fields = document.errors ?? [];
    this.details = document;
  }

  /** Until when it makes no sense to try again. */
  get retryAt(): string | undefined {
    const { retryAt } = this.details;
    return typeof retryAt === 'string' ? retryAt : undefined;
  }

  get attemptsLeft(): number | undefined {
    const { attemptsLeft } = this.details;
    return typeof attemptsLeft === 'number' ? attemptsLeft : undefined;
  }
}

export const isProblem = (error: unknown): error is Problem => error instanceof Problem;
