import { Button, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { confirmRegistration, resendRegistrationCode } from '../../api/generated/sdk.gen.ts';
import type { ReadRegistrationResponse } from '../../api/generated/types.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { useChanged } from '../../api/use-read.ts';
import { CodeForm } from '../../codes/code-form.tsx';
import { SendAgain } from '../../codes/send-again.tsx';
import { useSecondsUntil } from '../../codes/use-seconds-until.ts';
import { keepInForm } from '../../forms/use-kept-form.ts';
import { paths } from '../../paths.ts';
import { registration } from '../../registration/registration.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { useTime } from '../../time/use-time.ts';
import { AddressForm } from './address-form.tsx';
import { registerCodeTexts } from './texts.ts';

type Waiting = Readonly<{ waiting: ReadRegistrationResponse }>;
type Given = Waiting & Readonly<{ confirmed: (email: string) => void }>;

/** The code, another code, another address. */
export const Confirming = ({ waiting, confirmed }: Given): ReactNode => {
  const { email, resendAt, codeExpiresAt } = waiting;
  const texts = useTexts(registerCodeTexts);
  const [said, setSaid] = useState('');
  const changed = useChanged();
  const confirming = useAction(confirmRegistration, { done: () => confirmed(email) });
  const resending = useAction(resendRegistrationCode, {
    changes: [registration.queryKey],
    done: () => {
      setSaid('');
      confirming.reset();
    },
  });
  const confirm = async (code: string): Promise<void> => {
    const answer = await confirming.run({ body: { code } });
    // The registration may be over: what is read says so, and the page with it.
    if (answer === undefined) await changed(registration.queryKey);
  };
  const corrected = (address: string): void => {
    setSaid(texts.addressChanged(address));
    confirming.reset();
    resending.reset();
  };
  const isTaken = confirming.problem?.code === 'email-taken';
  return (
    <Stack gap="lg">
      <SentTo waiting={waiting} />
      <CodeForm
        key={codeExpiresAt}
        name="register-code"
        action={confirming}
        onCode={(code) => void confirm(code)}
        takesFocus
      >
        {isTaken && <ToSignIn email={email} />}
      </CodeForm>
      <Text role="status">{said}</Text>
      <SendAgain resendAt={resendAt} address={email} action={resending} onSend={() => void resending.run({})} />
      <Address email={email} corrected={corrected} />
    </Stack>
  );
};

const SentTo = ({ waiting: { email, reference, codeExpiresAt } }: Waiting): ReactNode => {
  const texts = useTexts(registerCodeTexts);
  const time = useTime();
  const isOver = useSecondsUntil(codeExpiresAt) === 0;
  const clock = time.clock(codeExpiresAt);
  return (
    <Stack gap="xs">
      <Text>
        {texts.sentTo} <strong dir="auto">{email}</strong>
      </Text>
      <Text>
        {texts.reference} <strong>{reference}</strong>
      </Text>
      <Text c="dimmed">{texts.referenceHelp}</Text>
      <Text c="dimmed" role="status">
        {isOver ? texts.expired(clock) : texts.validUntil(clock)}
      </Text>
    </Stack>
  );
};

const ToSignIn = ({ email }: Readonly<{ email: string }>): ReactNode => {
  const texts = useTexts(registerCodeTexts);
  const navigate = useNavigate();
  return (
    <Button
      size="xs"
      variant="default"
      onClick={() => {
        keepInForm('sign-in', { email });
        void navigate({ to: paths.signIn });
      }}
    >
      {texts.signIn}
    </Button>
  );
};

type AddressGiven = Readonly<{ email: string; corrected: (address: string) => void }>;

const Address = ({ email, corrected }: AddressGiven): ReactNode => {
  const texts = useTexts(registerCodeTexts);
  const [isOpen, setOpen] = useState(false);
  return (
    <Stack gap="sm">
      <Text c="dimmed">{texts.nothing}</Text>
      {isOpen ? (
        <AddressForm
          email={email}
          close={() => setOpen(false)}
          corrected={(address) => {
            setOpen(false);
            corrected(address);
          }}
        />
      ) : (
        <Button variant="default" onClick={() => setOpen(true)} style={{ alignSelf: 'flex-start' }}>
          {texts.changeAddress}
        </Button>
      )}
    </Stack>
  );
};
