import type { ReactNode } from 'react';
import { useAccount } from '../session/account.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { workspaceTexts } from './workspaces.texts.ts';

type Given = Readonly<{ accountId: string; username: string | null }>;

/** What somebody is called here; nobody knows the name of a cancelled account any more. */
export const useNameOf = (): ((username: string | null) => string) => {
  const texts = useTexts(workspaceTexts);
  return (username) => username ?? texts.cancelledAccount;
};

export const MemberName = ({ accountId, username }: Given): ReactNode => {
  const texts = useTexts(workspaceTexts);
  const nameOf = useNameOf();
  const isMe = useAccount().data?.accountId === accountId;
  return (
    <>
      <bdi>{nameOf(username)}</bdi>
      {isMe && ` (${texts.you})`}
    </>
  );
};
