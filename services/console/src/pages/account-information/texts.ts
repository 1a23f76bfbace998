import { defineTexts } from '../../texts/define-texts.ts';

export const accountInformationTexts = defineTexts({
  en: {
    title: 'User Information',
    username: 'Username',
    usernameHelp: 'Shown to members of your workspaces. 1 to 64 characters of any script.',
    changeUsername: 'Change username',
    newUsername: 'New username',
    save: 'Save username',
    keep: 'Keep it',
    enterUsername: 'Enter a username.',
    changed: (name: string) => `Your username is now ${name}.`,
    email: 'Email',
    member: 'Registered',
  },
  zh: {
    title: '用户信息',
    username: '用户名',
    usernameHelp: '工作空间的成员可以看到。1 到 64 个字符，任何文字均可。',
    changeUsername: '更改用户名',
    newUsername: '新用户名',
    save: '保存用户名',
    keep: '保持不变',
    enterUsername: '请输入用户名。',
    changed: (name: string) => `您的用户名现在是 ${name}。`,
    email: '邮箱',
    member: '注册时间',
  },
});
