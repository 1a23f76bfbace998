import { verifyCertificate, type PublicKeys } from '@lethe/certificate';
import { Alert, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { field, Form, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { cancellationTexts } from './texts.ts';

type Given = Readonly<{ jws: string; keys: PublicKeys; recipe: string }>;

const nothingAsked = { isRunning: false, problem: undefined } as const;

/** Whose it is, by address and salt, computed here: neither is sent or kept (X3). */
export const AddressCheck = ({ jws, keys, recipe }: Given): ReactNode => {
  const texts = useTexts(cancellationTexts);
  const [isMine, setMine] = useState<boolean>();
  const form = useKeptForm({
    name: 'certificate.address',
    initial: { email: '', salt: '' },
    secrets: ['email', 'salt'],
    check: ({ email, salt }) => ({
      email: email.trim() === '' ? texts.enterEmail : undefined,
      salt: salt.trim() === '' ? texts.enterSalt : undefined,
    }),
  });
  const check = async ({ email, salt }: typeof form.values): Promise<void> => {
    const { checks } = await verifyCertificate(jws, keys, { email, salt: salt.trim() });
    setMine(checks.some((each) => each.check === 'address' && each.holds));
  };
  return (
    <section>
      <Stack gap="sm" maw={480}>
        <Title order={2}>{texts.isMine}</Title>
        <Text>{texts.isMineHelp}</Text>
        <Form
          form={form}
          action={nothingAsked}
          labels={{ email: texts.email, salt: texts.salt }}
          onSubmit={(values) => void check(values)}
        >
          <TextInput
            {...field(form, 'email')}
            label={texts.email}
            type="email"
            autoComplete="email"
            spellCheck={false}
          />
          <TextInput {...field(form, 'salt')} label={texts.salt} autoComplete="off" spellCheck={false} />
          <SubmitButton variant="default" style={{ alignSelf: 'flex-start' }}>
            {texts.check}
          </SubmitButton>
        </Form>
        <div role="status">
          {isMine !== undefined && (
            <Alert color={isMine ? 'accent' : 'red'} variant="outline">
              {isMine ? texts.isYours : texts.isNotYours}
            </Alert>
          )}
        </div>
        <Text size="xs" c="dimmed" lang="en">
          {recipe}
        </Text>
      </Stack>
    </section>
  );
};
