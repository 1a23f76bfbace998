import { defineTexts } from '../texts/define-texts.ts';

/** What roles are called, and what each may do. */
export const roleTexts = defineTexts({
  en: { owner: 'Owner', administrator: 'Administrator', member: 'Member', 'read-only': 'Read-only' },
  zh: { owner: '拥有者', administrator: '管理员', member: '成员', 'read-only': '只读' },
});

export const roleMayTexts = defineTexts({
  en: {
    owner: 'Does all that administrators do, transfers the ownership and closes the workspace.',
    administrator: 'Invites and removes members, changes their roles, renames the workspace.',
    member: 'Takes part in the workspace, and changes nothing about its members.',
    'read-only': 'Sees the workspace and its members.',
  },
  zh: {
    owner: '拥有管理员的全部权限，还可转让所有权和关闭工作空间。',
    administrator: '可邀请和移除成员、更改成员角色、重命名工作空间。',
    member: '可参与工作空间，不能更改成员。',
    'read-only': '可查看工作空间及其成员。',
  },
});

export const workspaceTexts = defineTexts({
  en: {
    newWorkspace: 'New workspace',
    nameGone: 'A workspace whose name is gone',
    myWorkspaces: 'To my workspaces',
    cancelledAccount: 'A cancelled account',
    you: 'you',
    owner: 'You are its owner.',
    administrator: 'You are an administrator of it.',
    member: 'You are a member of it. Its owner and administrators invite and remove members.',
    'read-only': 'You may look at it. Its owner and administrators invite and remove members.',
    leave: (name: string) => `Leave ${name}`,
    leaveWhat: 'You lose access to this workspace at once. To come back you need a new invitation.',
    stay: 'Stay',
    left: (name: string) => `You left ${name}`,
  },
  zh: {
    newWorkspace: '新建工作空间',
    nameGone: '名称已被清除的工作空间',
    myWorkspaces: '前往我的工作空间',
    cancelledAccount: '已注销账号',
    you: '您',
    owner: '您是拥有者。',
    administrator: '您是管理员。',
    member: '您是成员。由拥有者和管理员邀请和移除成员。',
    'read-only': '您可以查看。由拥有者和管理员邀请和移除成员。',
    leave: (name: string) => `退出“${name}”`,
    leaveWhat: '您将立即失去对此工作空间的访问权限。如要再次加入，需要新的邀请。',
    stay: '留下',
    left: (name: string) => `您已退出“${name}”`,
  },
});
