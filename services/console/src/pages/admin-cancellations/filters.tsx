import { Button, Chip, Group, Stack, TextInput } from '@mantine/core';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { cancellationWords } from '../../cancellations/cancellation-words.texts.ts';
import { cancellationStates, isCancellationState } from '../../cancellations/states.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { adminCancellationsTexts } from './texts.ts';
import type { Filters } from './use-cancellations.ts';

type Given = Readonly<{
  filters: Filters;
  setStates: (states: readonly string[]) => void;
  setAccountId: (accountId: string | undefined) => void;
}>;

const isId = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

/** What narrows the list: a chip for each state, and one exact account. Both stand in the address. */
export const CancellationFilters = ({ filters: { states, accountId }, setStates, setAccountId }: Given): ReactNode => {
  const texts = useTexts(adminCancellationsTexts);
  const words = useTexts(cancellationWords);
  return (
    <Stack gap="md">
      <Chip.Group multiple value={[...states]} onChange={(chosen) => setStates(chosen.filter(isCancellationState))}>
        <Group gap="xs" role="group" aria-label={texts.states}>
          {cancellationStates.map((state) => (
            <Chip key={state} value={state} variant="outline" size="sm">
              {words[state]}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <AccountFilter key={accountId ?? ''} accountId={accountId} setAccountId={setAccountId} />
    </Stack>
  );
};

const AccountFilter = ({ accountId, setAccountId }: Pick<Given, 'setAccountId'> & Pick<Filters, 'accountId'>) => {
  const texts = useTexts(adminCancellationsTexts);
  const [typed, setTyped] = useState(accountId ?? '');
  const [isWrong, setWrong] = useState(accountId !== undefined && !isId(accountId));
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const wanted = typed.trim().toLowerCase();
    setWrong(wanted !== '' && !isId(wanted));
    if (wanted === '') setAccountId(undefined);
    else if (isId(wanted)) setAccountId(wanted);
  };
  return (
    <form onSubmit={submit} noValidate role="search">
      <Group gap="xs" align="flex-start">
        <TextInput
          label={texts.accountId}
          description={texts.accountIdHelp}
          error={isWrong ? texts.notAnId : undefined}
          value={typed}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          style={{ flex: '1 1 20rem', maxWidth: '26rem' }}
        />
        <Button type="submit" variant="default" mt={22}>
          {texts.find}
        </Button>
      </Group>
    </form>
  );
};
