import { defineTexts } from '../../texts/define-texts.ts';

export const signInTexts = defineTexts({
  en: {
    title: 'Sign in',
    register: 'Create an account',
  },
  zh: {
    title: '登录',
    register: '创建账号',
  },
});
