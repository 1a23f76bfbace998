import { Button, Group, Stack, Text, Timeline, Title, VisuallyHidden } from '@mantine/core';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { StartTotpAnswer } from '../../../api/generated/types.gen.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { securityTexts } from '../texts.ts';
import { AppCodeStep, KeyStep } from './app-steps.tsx';
import { noteProgress, progressBefore } from './binding-progress.ts';
import { MailedCodeStep } from './mailed-code-step.tsx';

type Given = Readonly<{
  address: string;
  others: number | undefined;
  bound: (recoveryCodes: readonly string[]) => void;
  boundElsewhere: () => void;
  close: () => void;
}>;

/** And where one is, is forgotten. */
const thenForget =
  <Told extends readonly unknown[]>(after: (...told: Told) => void) =>
  (...told: Told): void => {
    noteProgress(undefined);
    after(...told);
  };

/** Binding an authenticator app, step by step as people do it (MFA-1). */
export const Binding = ({ address, others, bound, boundElsewhere, close }: Given): ReactNode => {
  const texts = useTexts(securityTexts);
  const [before, setBefore] = useState(progressBefore);
  const [key, setKey] = useState<StartTotpAnswer>();
  const keyTitle = useRef<HTMLHeadingElement>(null);
  const hasKey = key !== undefined;
  useLayoutEffect(() => {
    if (hasKey) keyTitle.current?.focus();
  }, [hasKey]);
  const started = (next: StartTotpAnswer): void => {
    noteProgress({ wasShown: true });
    setBefore({});
    setKey(next);
  };
  const beginAgain = (): void => {
    noteProgress(undefined);
    setKey(undefined);
  };
  const isBoundElsewhere = thenForget(boundElsewhere);
  return (
    <Stack>
      {before.wasShown === true && <Text role="status">{texts.begunAgain}</Text>}
      <Timeline role="list" active={hasKey ? 2 : 0} bulletSize={28} lineWidth={2}>
        <Timeline.Item
          role="listitem"
          bullet="1"
          aria-current={hasKey ? undefined : 'step'}
          title={
            <Title order={3}>
              {texts.proveStep}
              {hasKey && <VisuallyHidden>: {texts.stepDone}</VisuallyHidden>}
            </Title>
          }
        >
          {!hasKey && (
            <MailedCodeStep
              address={address}
              sentBefore={before.sent}
              started={started}
              boundElsewhere={isBoundElsewhere}
            />
          )}
        </Timeline.Item>
        <Timeline.Item
          role="listitem"
          bullet="2"
          aria-current={hasKey ? 'step' : undefined}
          title={
            <Title order={3} ref={keyTitle} tabIndex={-1}>
              {texts.appStep}
            </Title>
          }
        >
          {hasKey && <KeyStep {...key} />}
        </Timeline.Item>
        <Timeline.Item role="listitem" bullet="3" title={<Title order={3}>{texts.confirmStep}</Title>}>
          {hasKey && (
            <AppCodeStep
              others={others}
              bound={thenForget(bound)}
              boundElsewhere={isBoundElsewhere}
              beginAgain={beginAgain}
            />
          )}
        </Timeline.Item>
      </Timeline>
      <Group>
        <Button variant="subtle" color="gray" onClick={thenForget(close)}>
          {texts.stop}
        </Button>
      </Group>
    </Stack>
  );
};
