import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import { Shown } from '../states/shown.tsx';
import { stateTexts } from '../states/states.texts.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { useAccount } from './account.ts';

/** Pages of the staff; the server decides, this only says so early. */
export const StaffOnly = ({ children }: Readonly<{ children: ReactNode }>): ReactNode => {
  const texts = useTexts(stateTexts);
  return (
    <Shown read={useAccount()}>
      {({ staffRole }) =>
        staffRole === undefined ? (
          <Alert color="yellow" variant="outline">
            {texts.notAllowed}
          </Alert>
        ) : (
          children
        )
      }
    </Shown>
  );
};
