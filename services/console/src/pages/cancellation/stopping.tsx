import { Radio, Stack, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { askToStopCancellation, stopOwnCancellation } from '../../api/generated/sdk.gen.ts';
import type { StopOwnCancellationData } from '../../api/generated/types.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { CodeForm } from '../../codes/code-form.tsx';
import { SendAgain } from '../../codes/send-again.tsx';
import { field, Form, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { serverNow } from '../../time/server-time.ts';
import { stoppingTexts } from './stopping.texts.ts';

type Reason = StopOwnCancellationData['body']['reason'];
const reasons: readonly Reason[] = ['made-by-somebody-else', 'asked-by-person'];
const isReason = (text: string): text is Reason => reasons.includes(text as Reason);

type Given = Readonly<{
  cancellationId: string;
  stopToken: string;
  /** What shows something else once it is stopped. */
  changes: readonly (readonly unknown[])[];
}>;

/** Between two codes (ID-7). The answer never says whether one was sent. */
const betweenCodesMs = 60_000;
const nextCodeAt = (): string => new Date(serverNow() + betweenCodesMs).toISOString();

/** CAN-7a: a reason, a code to the address of the account, and it is stopped. No account is needed: it is locked. */
export const Stopping = ({ cancellationId, stopToken, changes }: Given): ReactNode => {
  const texts = useTexts(stoppingTexts);
  const [reason, setReason] = useState<Reason>();
  const [resendAt, setResendAt] = useState<string>();
  const asking = useAction(askToStopCancellation, { done: () => setResendAt(nextCodeAt()) });
  const stopping = useAction(stopOwnCancellation, { changes });
  const link = { cancellationId, stopToken };
  const ask = (): void => void asking.run({ body: link });
  return (
    <Stack component="section" gap="sm" maw={480}>
      <Title order={2}>{texts.title}</Title>
      <Text>{texts.help}</Text>
      {reason === undefined || resendAt === undefined ? (
        <ReasonForm
          action={asking}
          chosen={(given) => {
            setReason(given);
            ask();
          }}
        />
      ) : (
        <>
          <Text role="status">{texts.sent}</Text>
          <CodeForm
            name="stop-own-cancellation.code"
            action={stopping}
            confirm={texts.stop}
            onCode={(code) => void stopping.run({ body: { ...link, code, reason } })}
            takesFocus
          />
          <SendAgain
            resendAt={resendAt}
            address={texts.address}
            action={{ ...asking, answer: undefined }}
            onSend={ask}
          />
        </>
      )}
    </Stack>
  );
};

type ReasonGiven = Readonly<{
  action: Parameters<typeof Form>[0]['action'];
  chosen: (reason: Reason) => void;
}>;

const ReasonForm = ({ action, chosen }: ReasonGiven): ReactNode => {
  const texts = useTexts(stoppingTexts);
  const form = useKeptForm({
    name: 'stop-own-cancellation',
    initial: { reason: '' },
    check: ({ reason }) => ({ reason: isReason(reason) ? undefined : texts.choose }),
  });
  const { id, ...rest } = field(form, 'reason');
  return (
    <Form
      form={form}
      action={action}
      labels={{ reason: texts.why }}
      onSubmit={({ reason }) => {
        if (isReason(reason)) chosen(reason);
      }}
    >
      <Radio.Group {...rest} label={texts.why}>
        <Stack gap="xs" pt={4}>
          {reasons.map((each, index) => (
            <Radio key={each} value={each} label={texts[each]} {...(index === 0 ? { id } : {})} />
          ))}
        </Stack>
      </Radio.Group>
      <SubmitButton style={{ alignSelf: 'flex-start' }}>{texts.sendCode}</SubmitButton>
    </Form>
  );
};
