import { defineTexts } from '../../texts/define-texts.ts';

export const invitationTexts = defineTexts({
  en: {
    title: 'Invitation',
    invited: (name: string) => `You are invited to ${name}`,
    role: 'Your role',
    until: 'Can be accepted until',
    signInFirst: 'Sign in with the account of the address that the mail came to, then accept.',
    noAccount: 'No account yet?',
    register: 'Create one with that address',
    as: (name: string, email: string) => `You are signed in as ${name}, ${email}.`,
    accept: (name: string) => `Join ${name}`,
    otherAccount: 'Sign out and use another account',
    notNow: 'Not now',
    gone: 'This invitation is over',
    goneWhat:
      'It was accepted, revoked or replaced by a newer one, its time is over, or whoever sent it may not invite any more. If you accepted it, the workspace is among yours.',
    goneHelp: 'Otherwise open the newest mail, or ask whoever invited you for another invitation.',
    incomplete: 'Open the link of the mail exactly as it is: its end is missing here.',
    myWorkspaces: 'To my workspaces',
    signIn: 'Sign in',
  },
  zh: {
    title: '邀请',
    invited: (name: string) => `邀请您加入“${name}”`,
    role: '您的角色',
    until: '可接受至',
    signInFirst: '使用收到邮件的邮箱所对应的账号登录，然后接受邀请。',
    noAccount: '还没有账号？',
    register: '使用该邮箱创建账号',
    as: (name: string, email: string) => `您当前登录的账号是 ${name}（${email}）。`,
    accept: (name: string) => `加入“${name}”`,
    otherAccount: '退出登录并使用其他账号',
    notNow: '暂不接受',
    gone: '此邀请已失效',
    goneWhat:
      '它可能已被接受、撤销或由新的邀请取代，可能已过期，或发送人已无权邀请。如果您已接受，该工作空间就在您的工作空间中。',
    goneHelp: '否则，打开最新的邮件，或向邀请您的人索取新的邀请。',
    incomplete: '链接不完整。请完整打开邮件中的链接。',
    myWorkspaces: '前往我的工作空间',
    signIn: '登录',
  },
});
