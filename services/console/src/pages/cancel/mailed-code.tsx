import { Group, Stack, Text } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { sendCode } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { WorkingButton } from '../../forms/form.tsx';
import { ProblemNotice } from '../../states/problem-notice.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { cancelTexts } from './texts.ts';

/** Between two codes to one address (ID-7), by this browser's clock: the server's may be another. */
const secondsBetweenSends = 60;

/** Sends a code to the account's address; the next one after a minute, which is counted down. */
export const MailedCode = ({ email }: Readonly<{ email: string }>): ReactNode => {
  const texts = useTexts(cancelTexts);
  const [nextAt, setNextAt] = useState<number>();
  const seconds = useSecondsUntil(nextAt);
  const { run, isRunning, problem, answer } = useAction(sendCode, {
    done: () => setNextAt(Date.now() + secondsBetweenSends * 1_000),
  });
  return (
    <Stack gap="xs">
      <Text size="xs" c="dimmed">
        {texts.codeGoesTo(email)}
      </Text>
      <Group gap="sm">
        <WorkingButton
          type="button"
          variant="default"
          size="xs"
          isRunning={isRunning}
          disabled={seconds > 0}
          onClick={() => void run({ body: { purpose: 'cancellation' } })}
        >
          {answer === undefined ? texts.sendCode : texts.sendAnother}
        </WorkingButton>
        {seconds > 0 && <Text size="xs">{texts.nextIn(seconds)}</Text>}
      </Group>
      <div role="status">{answer !== undefined && seconds > 0 && texts.codeSent(email)}</div>
      {problem !== undefined && <ProblemNotice problem={problem} />}
    </Stack>
  );
};

const secondsUntil = (at: number | undefined): number =>
  at === undefined ? 0 : Math.max(0, Math.ceil((at - Date.now()) / 1_000));

const useSecondsUntil = (at: number | undefined): number => {
  const [, again] = useState(0);
  const left = secondsUntil(at);
  const isOver = left === 0;
  useEffect(() => {
    if (isOver) return undefined;
    const timer = setInterval(() => again((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, [isOver]);
  return left;
};
