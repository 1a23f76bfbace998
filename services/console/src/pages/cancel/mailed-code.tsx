import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { sendCode } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { useSecondsUntil } from '../../codes/use-seconds-until.ts';
import { WorkingButton } from '../../forms/form.tsx';
import { ProblemNotice } from '../../states/problem-notice.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { cancelTexts } from './texts.ts';

/** Sends a code to the account's address; until the next one may be sent is counted down (ID-7). */
export const MailedCode = ({ email }: Readonly<{ email: string }>): ReactNode => {
  const texts = useTexts(cancelTexts);
  const { run, isRunning, problem, answer } = useAction(sendCode);
  const seconds = useSecondsUntil(answer?.resendAt);
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
