import { defineTexts } from '../../texts/define-texts.ts';

export const registerTexts = defineTexts({
  en: {
    title: 'Create an account',
    email: 'Email',
    emailHelp: 'A code goes there. You sign in with this address.',
    enterEmail: 'Enter your email address.',
    username: 'Username',
    usernameHelp: 'Shown to members of your workspaces. 1 to 64 characters of any script.',
    enterUsername: 'Enter a username.',
    password: 'Password',
    submit: 'Create account',
    haveOne: 'You have an account?',
    signIn: 'Sign in',
    closed: 'Accounts are made by the staff here. Ask an administrator: you get a link by mail.',
    closedSupport: (address: string) => `If you know none, write to ${address}.`,
  },
  zh: {
    title: '创建账号',
    email: '邮箱',
    emailHelp: '验证码将发往此地址，登录时也使用它。',
    enterEmail: '输入邮箱地址。',
    username: '用户名',
    usernameHelp: '工作空间的成员可以看到。1 到 64 个字符，任何文字均可。',
    enterUsername: '输入用户名。',
    password: '密码',
    submit: '创建账号',
    haveOne: '已有账号？',
    signIn: '登录',
    closed: '此处的账号由工作人员创建。联系管理员后，您会收到一封带链接的邮件。',
    closedSupport: (address: string) => `如果您不知道管理员是谁，写信给 ${address}。`,
  },
});
