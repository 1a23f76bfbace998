import { Group, Stack, Text } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { sendCode, startTotp } from '../../../api/generated/sdk.gen.ts';
import type { StartTotpAnswer } from '../../../api/generated/types.gen.ts';
import { useAction } from '../../../api/use-action.ts';
import { CodeForm } from '../../../codes/code-form.tsx';
import { SendAgain } from '../../../codes/send-again.tsx';
import { WorkingButton } from '../../../forms/form.tsx';
import { ProblemNotice } from '../../../states/problem-notice.tsx';
import { useTexts } from '../../../texts/use-texts.tsx';
import { securityTexts } from '../texts.ts';
import { noteProgress, type Sent } from './binding-progress.ts';

type Given = Readonly<{
  address: string;
  /** Sent before the page was loaded again, and still good. */
  sentBefore: Sent | undefined;
  started: (key: StartTotpAnswer) => void;
  /** Another window was quicker. */
  boundElsewhere: () => void;
}>;

const purpose = { body: { purpose: 'bind-factor' } } as const;

/** A code sent by email, and entered (MFA-1). */
export const MailedCodeStep = ({ address, sentBefore, started, boundElsewhere }: Given): ReactNode => {
  const texts = useTexts(securityTexts);
  const [sent, setSent] = useState(sentBefore);
  const note = (next: Sent): void => {
    setSent(next);
    noteProgress({ sent: next });
  };
  const first = useAction(sendCode, { done: note });
  const again = useAction(sendCode, { done: note });
  const start = useAction(startTotp, { done: started });
  const tooSoon = first.problem?.code === 'code-too-soon' ? first.problem : undefined;
  const isBound = start.problem?.code === 'factor-bound-already';
  useEffect(() => {
    if (isBound) boundElsewhere();
    // Once, when it is told.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isBound]);
  // One that was sent a moment ago, from another window perhaps, can be entered.
  const resendAt = sent?.resendAt ?? tooSoon?.retryAt;
  if (sent === undefined && tooSoon === undefined)
    return (
      <Stack gap="sm">
        <Text>{texts.mailed(address)}</Text>
        {first.problem !== undefined && <ProblemNotice problem={first.problem} />}
        <Group>
          <WorkingButton isRunning={first.isRunning} onClick={() => void first.run(purpose)}>
            {texts.sendCode}
          </WorkingButton>
        </Group>
      </Stack>
    );
  return (
    <Stack gap="sm" maw={420}>
      <Text>{texts.mailedTo(address)}</Text>
      <CodeForm
        name="bind-mailed"
        action={start}
        label={texts.mailedCode}
        confirm={texts.goOn}
        takesFocus
        onCode={(emailCode) => void start.run({ body: { emailCode } })}
      />
      <SendAgain
        resendAt={resendAt}
        address={address}
        action={again}
        onSend={() => {
          start.reset();
          void again.run(purpose);
        }}
      />
    </Stack>
  );
};
