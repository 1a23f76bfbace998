import { Button, Group, List, Radio, Stack, Text } from '@mantine/core';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { stopCancellation } from '../../api/generated/sdk.gen.ts';
import type { ReadCancellationAnswer } from '../../api/generated/types.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { useSearch } from '../../address.ts';
import { cancellationWords } from '../../cancellations/cancellation-words.texts.ts';
import { field, Form, SubmitButton, WorkingButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { ProblemNotice } from '../../states/problem-notice.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { deskCancellationTexts } from './texts.ts';
import { placeOf } from './use-cancellation.ts';

type Reason = NonNullable<ReadCancellationAnswer['stopped']>['reason'];
const reasons: readonly Reason[] = ['asked-by-person', 'made-by-somebody-else', 'legal-hold'];
const isReason = (text: string): text is Reason => reasons.includes(text as Reason);

type Given = Readonly<{ accountId: string; stopped: () => void }>;

/** CAN-7a: what will happen, the reason, and a confirmation in the same place. */
export const Stop = ({ accountId, stopped }: Given): ReactNode => {
  const texts = useTexts(deskCancellationTexts);
  const [open, setOpen] = useSearch('open');
  const isOpen = open === 'stop';
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isOpen);
  useLayoutEffect(() => {
    if (!isOpen && wasOpen.current) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return (
    <Stack gap="md">
      <Group>
        <Button
          ref={button}
          variant="default"
          aria-expanded={isOpen}
          onClick={() => setOpen(isOpen ? undefined : 'stop')}
        >
          {texts.stop}
        </Button>
      </Group>
      {isOpen && <StopPanel accountId={accountId} close={() => setOpen(undefined)} stopped={stopped} />}
    </Stack>
  );
};

const StopPanel = ({ accountId, close, stopped }: Given & Readonly<{ close: () => void }>): ReactNode => {
  const texts = useTexts(deskCancellationTexts);
  const [isSure, setSure] = useState(false);
  const form = useKeptForm({
    name: 'stop-cancellation',
    initial: { reason: '' },
    check: ({ reason }) => ({ reason: isReason(reason) ? undefined : texts.chooseReason }),
  });
  const action = useAction(stopCancellation, {
    changes: [placeOf(accountId), ['cancellations']],
    done: () => {
      form.sent();
      stopped();
      close();
    },
  });
  const { reason } = form.values;
  return (
    <Stack gap="sm">
      {isSure ? <StepTitle key="sure" title={texts.confirmTitle} /> : <StepTitle key="what" title={texts.stopWhat} />}
      {isSure && isReason(reason) ? (
        <Confirmation
          reason={reason}
          action={action}
          back={() => setSure(false)}
          stop={() => void action.run({ path: { accountId }, body: { reason } })}
        />
      ) : (
        <>
          <List spacing={4}>
            {[texts.stopUnlocks, texts.stopSessions, texts.stopTold, texts.stopRecorded, texts.stopAgain].map(
              (line) => (
                <List.Item key={line}>{line}</List.Item>
              ),
            )}
          </List>
          <Form form={form} action={action} labels={{ reason: texts.reason }} onSubmit={() => setSure(true)}>
            <Reasons form={form} />
            <Group>
              <SubmitButton>{texts.goOn}</SubmitButton>
              <Button variant="subtle" color="gray" onClick={close}>
                {texts.keep}
              </Button>
            </Group>
          </Form>
        </>
      )}
    </Stack>
  );
};

/** It takes the focus, so that each step is read out as it comes. */
const StepTitle = ({ title }: Readonly<{ title: string }>): ReactNode => {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <Text component="h3" fw={600} m={0} ref={heading} tabIndex={-1}>
      {title}
    </Text>
  );
};

const Reasons = ({ form }: Readonly<{ form: Parameters<typeof field<{ reason: string }>>[0] }>): ReactNode => {
  const texts = useTexts(deskCancellationTexts);
  const words = useTexts(cancellationWords);
  const { id, ...rest } = field(form, 'reason');
  return (
    <Radio.Group {...rest} label={texts.reason}>
      <Stack gap="xs" pt={4}>
        {reasons.map((each, index) => (
          <Radio key={each} value={each} label={words[each]} {...(index === 0 ? { id } : {})} />
        ))}
      </Stack>
    </Radio.Group>
  );
};

type ConfirmationGiven = Readonly<{
  reason: Reason;
  action: Pick<ReturnType<typeof useAction<typeof stopCancellation>>, 'isRunning' | 'problem'>;
  back: () => void;
  stop: () => void;
}>;

const Confirmation = ({ reason, action: { isRunning, problem }, back, stop }: ConfirmationGiven): ReactNode => {
  const texts = useTexts(deskCancellationTexts);
  const words = useTexts(cancellationWords);
  return (
    <>
      <Text>{texts.confirmText(words[reason])}</Text>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <Group>
        <WorkingButton isRunning={isRunning} onClick={stop}>
          {texts.stopNow}
        </WorkingButton>
        <Button variant="subtle" color="gray" onClick={back}>
          {texts.back}
        </Button>
      </Group>
    </>
  );
};
