import { Button, Group, Stack, Text } from '@mantine/core';
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import { ProblemNotice } from '../states/problem-notice.tsx';
import { WorkingButton } from './form.tsx';

type Given = Readonly<{
  /** What will happen. It takes the focus, so that it is read before anything is pressed. */
  what: string;
  /** What the button does, in its own words. */
  act: string;
  keep: string;
  action: Readonly<{ isRunning: boolean; problem: Problem | undefined }>;
  onAct: () => void;
  onKeep: () => void;
}>;

/** Asks once more, in place, before something is taken away. */
export const Confirmation = ({ what, act, keep, action, onAct, onKeep }: Given): ReactNode => {
  const text = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => text.current?.focus(), []);
  return (
    <Stack gap="sm" align="flex-start">
      <Text ref={text} tabIndex={-1} style={{ overflowWrap: 'anywhere' }}>
        {what}
      </Text>
      {action.problem !== undefined && <ProblemNotice problem={action.problem} />}
      <Group gap="xs">
        <WorkingButton color="red" size="xs" isRunning={action.isRunning} onClick={onAct}>
          {act}
        </WorkingButton>
        <Button variant="subtle" color="gray" size="xs" onClick={onKeep}>
          {keep}
        </Button>
      </Group>
    </Stack>
  );
};
