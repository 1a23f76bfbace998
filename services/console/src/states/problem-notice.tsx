import { Alert, Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import { useProblemText } from '../problems/use-problem-text.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { Copyable } from './copy.tsx';
import { stateTexts } from './states.texts.ts';

type Given = Readonly<{
  problem: Problem;
  /** Where trying again may help. */
  again?: (() => void) | undefined;
  /** What else helps here: a link, a button. */
  children?: ReactNode;
}>;

/** Of these the support can find out more by the request id. */
const isOurs = ({ status, code }: Problem): boolean => status >= 500 || code === 'unknown';

/** What went wrong and what helps, beside what caused it; screen readers say it at once. */
export const ProblemNotice = ({ problem, again, children }: Given): ReactNode => {
  const texts = useTexts(stateTexts);
  const textOf = useProblemText();
  const helps = children !== undefined && children !== null && children !== false;
  return (
    <Alert color={problem.status >= 500 || problem.status === 0 ? 'yellow' : 'red'} variant="outline" role="alert">
      <Stack gap="xs">
        <span>{textOf(problem)}</span>
        {isOurs(problem) && problem.requestId !== undefined && (
          <Copyable text={problem.requestId} label={texts.requestId} />
        )}
        {(again !== undefined || helps) && (
          <Group gap="xs">
            {again !== undefined && (
              <Button size="xs" variant="default" onClick={again}>
                {texts.tryAgain}
              </Button>
            )}
            {children}
          </Group>
        )}
      </Stack>
    </Alert>
  );
};
