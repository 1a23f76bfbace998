import { Button, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { confirmRegistration, correctRegistrationEmail, resendRegistrationCode } from '../../api/generated/sdk.gen.ts';
import type { ReadRegistrationResponse } from '../../api/generated/types.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { CodeForm } from '../../codes/code-form.tsx';
import { SendAgain } from '../../codes/send-again.tsx';
import { useSecondsUntil } from '../../codes/use-seconds-until.ts';
import { keepInForm } from '../../forms/use-kept-form.ts';
import { paths } from '../../paths.ts';
import { registration } from '../../registration/registration.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { useTime } from '../../time/use-time.ts';
import { AddressForm, type AddressGiven } from './address-form.tsx';
import { registerCodeTexts } from './texts.ts';
import { Unknown } from './unknown.tsx';

type Waiting = Readonly<{ waiting: ReadRegistrationResponse }>;
type Given = Waiting & Readonly<{ confirmed: (email: string) => void }>;

/** The code, another code, another address. */
export const Confirming = ({ waiting, confirmed }: Given): ReactNode => {
  const { email, resendAt, codeExpiresAt } = waiting;
  const texts = useTexts(registerCodeTexts);
  const [said, setSaid] = useState('');
  const changes = [registration.queryKey];
  const confirming = useAction(confirmRegistration, { done: () => confirmed(email) });
  const sent = (what: string): void => {
    setSaid(what);
    confirming.reset();
  };
  const resending = useAction(resendRegistrationCode, { changes, done: () => sent('') });
  const correcting = useAction(correctRegistrationEmail, { changes });
  const problems = [confirming.problem, resending.problem, correcting.problem];
  if (problems.some((problem) => problem?.code === 'registration-unknown')) return <Unknown />;
  return (
    <Stack gap="lg">
      <SentTo waiting={waiting} />
      <CodeForm
        key={codeExpiresAt}
        name="register-code"
        action={confirming}
        onCode={(code) => void confirming.run({ body: { code } })}
        takesFocus
      >
        {confirming.problem?.code === 'email-taken' && <ToSignIn email={email} />}
      </CodeForm>
      <SendAgain resendAt={resendAt} address={email} action={resending} onSend={() => void resending.run({})} />
      <Address
        said={said}
        email={email}
        action={correcting}
        corrected={(address) => {
          sent(texts.addressChanged(address));
          resending.reset();
        }}
      />
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

type WithResult = Omit<AddressGiven, 'close'> & Readonly<{ said: string }>;

const Address = ({ email, action, corrected, said }: WithResult): ReactNode => {
  const texts = useTexts(registerCodeTexts);
  const [isOpen, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
    action.reset();
  };
  return (
    <Stack gap="sm">
      <div>
        <Text c="dimmed">{texts.nothing}</Text>
        <Text role="status" pt={said === '' ? 0 : 'xs'}>
          {said}
        </Text>
      </div>
      {isOpen ? (
        <AddressForm
          email={email}
          action={action}
          close={close}
          corrected={(address) => {
            close();
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
