import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { SubmitButton } from '../../forms/form.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { accountInformationTexts } from './texts.ts';

/** Below a setting's form: does it, or leaves it as it is. */
export const PanelButtons = ({ save, close }: Readonly<{ save: string; close: () => void }>): ReactNode => {
  const texts = useTexts(accountInformationTexts);
  return (
    <Group>
      <SubmitButton>{save}</SubmitButton>
      <Button variant="subtle" color="gray" onClick={close}>
        {texts.keep}
      </Button>
    </Group>
  );
};
