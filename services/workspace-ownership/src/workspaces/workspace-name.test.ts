import { describe, expect, it } from '@jest/globals';
import { CreateWorkspace, RenameWorkspace, shredded } from '@lethe/contracts';
import { nameInMails, nameShown } from './workspace-name.ts';

const workspaceId = '3b0f3a52-1c3e-4a52-9d0f-0d5f6f1f2a10';

describe('The name of a workspace (W4, I3)', () => {
  it('is given by the rule of all names, 100 characters at most', () => {
    const given = (name: string) => [
      CreateWorkspace.input.safeParse({ name }).success,
      RenameWorkspace.input.safeParse({ workspaceId, name }).success,
    ];
    expect(given('a'.repeat(100))).toStrictEqual([true, true]);
    expect(given('a'.repeat(101))).toStrictEqual([false, false]);
    expect(given('\u200b')).toStrictEqual([false, false]);
    expect(given('One\nhttps://example.org')).toStrictEqual([false, false]);
    expect(RenameWorkspace.input.parse({ workspaceId, name: ' Cafe\u0301 ' }).name).toBe('Caf\u00e9');
  });
  it('goes into mails as it is, and where it is older than the rule without what the rule refuses', () => {
    expect(nameInMails('\uff37erkstatt')).toStrictEqual({ workspaceName: '\uff37erkstatt' });
    expect(nameInMails('Pay here:\n\nhttps://example.org')).toStrictEqual({
      workspaceName: 'Pay here: https://example.org',
    });
  });
  it('is said to be gone where it is, and stands in no mail (WS-7, X2)', () => {
    expect(nameShown(shredded)).toBeNull();
    expect(nameShown('Ours')).toBe('Ours');
    expect(nameInMails(shredded)).toStrictEqual({});
  });
});
