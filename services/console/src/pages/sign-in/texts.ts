import { defineTexts } from '../../texts/define-texts.ts';

export const signInTexts = defineTexts({
  en: {
    title: 'Sign in',
    forgotten: 'Forgotten your password?',
    reset: 'Your new password is set. Sign in with it.',
    register: 'Create an account',
    registered: 'Your account is there. Sign in with the password that you chose.',
    firstRun:
      'There is no administrator yet. Open the link that npm start printed, or make one with: lethe admin invite EMAIL',
  },
  zh: {
    title: '登录',
    forgotten: '忘记密码？',
    reset: '新密码已设置。用它登录。',
    register: '创建账号',
    registered: '您的账号已创建。用您设置的密码登录。',
    firstRun: '尚无管理员。打开 npm start 输出的链接，或用此命令生成一个：lethe admin invite EMAIL',
  },
});
