import { Anchor, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FramedPage } from '../../look/page.tsx';
import { paths } from '../../paths.ts';
import { Empty, Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { useWorkspace } from '../../workspaces/use-workspace.ts';
import { NewTicketForm } from './new-ticket-form.tsx';
import { newTicketTexts } from './texts.ts';

/** A question to the staff, or a report, from one of one's workspaces. */
export const Page = (): ReactNode => {
  const texts = useTexts(newTicketTexts);
  const { read, workspaceId } = useWorkspace();
  return (
    <FramedPage title={texts.title}>
      <Shown read={read}>
        {(workspaces) =>
          workspaceId === undefined ? (
            <Empty what={texts.noWorkspace} />
          ) : (
            <>
              <Text>{texts.help}</Text>
              <NewTicketForm workspaces={workspaces} suggested={workspaceId} />
            </>
          )
        }
      </Shown>
      <Group>
        <Anchor component={Link} to={paths.tickets}>
          {texts.back}
        </Anchor>
      </Group>
    </FramedPage>
  );
};
