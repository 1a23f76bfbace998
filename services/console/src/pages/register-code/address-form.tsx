import { Button, Group, TextInput } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import type { correctRegistrationEmail } from '../../api/generated/sdk.gen.ts';
import type { Action } from '../../api/use-action.ts';
import { field, Form, FormProblem, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { registerCodeTexts } from './texts.ts';

export type AddressGiven = Readonly<{
  email: string;
  action: Action<typeof correctRegistrationEmail>;
  close: () => void;
  corrected: (address: string) => void;
}>;

/** Corrects the address in place; username and password stay as they were given. */
export const AddressForm = ({ email, action, close, corrected }: AddressGiven): ReactNode => {
  const texts = useTexts(registerCodeTexts);
  const input = useRef<HTMLInputElement>(null);
  const form = useKeptForm({
    name: 'register-address',
    initial: { email },
    check: (values) => ({ email: values.email.trim() === '' ? texts.enterEmail : undefined }),
  });
  const address = form.values.email.trim();
  const correct = async (): Promise<void> => {
    if ((await action.run({ body: { email: address } })) === undefined) return;
    form.sent();
    corrected(address);
  };
  useEffect(() => input.current?.select(), []);
  return (
    <Form form={form} action={action} labels={{ email: texts.newAddress }} onSubmit={() => void correct()}>
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
