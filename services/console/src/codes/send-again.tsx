import { Box, Group, Text } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import { WorkingButton } from '../forms/form.tsx';
import { ProblemNotice } from '../states/problem-notice.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { useTime } from '../time/use-time.ts';
import { codeTexts } from './codes.texts.ts';
import { useSecondsUntil } from './use-seconds-until.ts';

type Given = Readonly<{
  /** From when the next code can be sent (ID-7). */
  resendAt: string | undefined;
  /** Where it goes, for the sentence that says so. */
  address: string;
  /** Sending, as `useAction` gives it. */
  action: Readonly<{ isRunning: boolean; problem: Problem | undefined; answer: unknown }>;
  onSend: () => void;
  label?: string;
}>;

const later = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || (other !== undefined && Date.parse(other) > Date.parse(one)) ? other : one;

/** Sends another code, once one may; until then it says how long that is. */
export const SendAgain = ({ resendAt, address, action, onSend, label }: Given): ReactNode => {
  const texts = useTexts(codeTexts);
  const time = useTime();
  const { isRunning, problem, answer } = action;
  const until = later(resendAt, problem?.retryAt);
  const seconds = useSecondsUntil(until);
  const isWaiting = seconds > 0;
  const [hasWaited, setHasWaited] = useState(false);
  const waited = useRef(isWaiting);
  useEffect(() => {
    if (waited.current !== isWaiting) setHasWaited(!isWaiting);
    waited.current = isWaiting;
  }, [isWaiting]);
  const said =
    problem !== undefined ? '' : hasWaited ? texts.sendable : answer === undefined ? '' : texts.sent(address);
  return (
    <div>
      <Group gap="sm">
        <WorkingButton
          variant="default"
          isRunning={isRunning}
          aria-disabled={isWaiting}
          data-disabled={isWaiting || undefined}
          onClick={() => {
            if (!isWaiting) onSend();
          }}
        >
          {label ?? texts.sendAgain}
        </WorkingButton>
        {isWaiting && (
          <Text c="dimmed">{seconds <= 90 ? texts.inSeconds(seconds) : texts.atClock(time.clock(until ?? ''))}</Text>
        )}
      </Group>
      <Text role="status" pt={said === '' ? 0 : 'xs'}>
        {said}
      </Text>
      {problem !== undefined && (
        <Box pt="xs">
          <ProblemNotice problem={problem} />
        </Box>
      )}
    </div>
  );
};
