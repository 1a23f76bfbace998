import { defineTexts } from '../../texts/define-texts.ts';

export const forgotPasswordTexts = defineTexts({
  en: {
    title: 'Forgotten password',
    email: 'Email',
    emailHelp: 'The address that you sign in with. A code goes there, with which you choose another password.',
    enterEmail: 'Enter your email address.',
    submit: 'Send a code',
    factorStays: 'A second factor stays as it is: you are asked for it when you sign in.',
    remembered: 'You know it after all?',
    signIn: 'Sign in',
  },
  zh: {
    title: '忘记密码',
    email: '邮箱',
    emailHelp: '您登录时使用的地址。验证码将发往该地址，凭它可以设置新密码。',
    enterEmail: '输入邮箱地址。',
    submit: '发送验证码',
    factorStays: '第二验证因素保持不变：登录时仍会要求提供。',
    remembered: '又想起来了？',
    signIn: '登录',
  },
});
