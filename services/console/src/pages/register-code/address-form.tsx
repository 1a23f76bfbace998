import { Button, Group, TextInput } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { correctRegistrationEmail } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { field, Form, FormProblem, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { registration } from '../../registration/registration.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { registerCodeTexts } from './texts.ts';

type Given = Readonly<{ email: string; close: () => void; corrected: (address: string) => void }>;

/** Corrects the address in place; username and password stay as they were given. */
export const AddressForm = ({ email, close, corrected }: Given): ReactNode => {
  const texts = useTexts(registerCodeTexts);
  const input = useRef<HTMLInputElement>(null);
  const form = useKeptForm({
    name: 'register-address',
    initial: { email },
    check: (values) => ({ email: values.email.trim() === '' ? texts.enterEmail : undefined }),
  });
  const address = form.values.email.trim();
  const action = useAction(correctRegistrationEmail, {
    changes: [registration.queryKey],
    done: () => {
      form.sent();
      corrected(address);
    },
  });
  useEffect(() => input.current?.select(), []);
  return (
    <Form
      form={form}
      action={action}
      labels={{ email: texts.newAddress }}
      onSubmit={() => void action.run({ body: { email: address } })}
    >
      <TextInput
        {...field(form, 'email')}
        ref={input}
        label={texts.newAddress}
        type="email"
        autoComplete="email"
        inputMode="email"
        spellCheck={false}
      />
      <FormProblem />
      <Group>
        <SubmitButton>{texts.saveAddress}</SubmitButton>
        <Button variant="subtle" color="gray" onClick={close}>
          {texts.keepAddress}
        </Button>
      </Group>
    </Form>
  );
};
