import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ListStaffAnswerMember } from '../../api/generated/types.gen.ts';
import { Cell, Row } from '../../look/stacked-table.tsx';
import { usePanel } from '../../settings/use-panel.ts';
import { staffTexts } from '../../staff/staff.texts.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Instant } from '../../time/instant.tsx';
import { MemberPanel } from './member-panel.tsx';
import { deskStaffTexts } from './texts.ts';

type Given = Readonly<{
  member: ListStaffAnswerMember;
  isMe: boolean;
  /** Whoever looks is an administrator. */
  mayChange: boolean;
  done: (what: string) => void;
}>;

export const MemberRow = ({ member, isMe, mayChange, done }: Given): ReactNode => {
  const texts = useTexts(deskStaffTexts);
  const roles = useTexts(staffTexts);
  const { username, role, suspended, joinedAt } = member;
  return (
    <Row>
      <Cell column={texts.name} isHeader>
        <bdi>{isMe ? texts.you(username ?? '') : (username ?? texts.cancelled)}</bdi>
      </Cell>
      <Cell column={texts.role}>{roles[role]}</Cell>
      <Cell column={texts.account}>{suspended ? texts.suspended : texts.active}</Cell>
      <Cell column={texts.joined}>
        <Instant at={joinedAt} as="date" />
      </Cell>
      {mayChange && <Cell column={texts.actions}>{!isMe && <Changing member={member} done={done} />}</Cell>}
    </Row>
  );
};

const Changing = ({ member, done }: Pick<Given, 'member' | 'done'>): ReactNode => {
  const texts = useTexts(deskStaffTexts);
  const { isOpen, toggle, close, button, panel } = usePanel(`member-${member.accountId}`);
  const name = member.username ?? texts.cancelled;
  return (
    <>
      <Button
        ref={button}
        size="compact-sm"
        variant="default"
        aria-label={texts.changeOf(name)}
        aria-expanded={isOpen}
        onClick={toggle}
      >
        {texts.change}
      </Button>
      <div ref={panel}>
        {isOpen && (
          <MemberPanel
            member={member}
            name={name}
            close={close}
            done={(what) => {
              close();
              done(what);
            }}
          />
        )}
      </div>
    </>
  );
};
