import { defineTexts } from '../texts/define-texts.ts';

export const formTexts = defineTexts({
  en: {
    summary: (count: number) => (count === 1 ? 'One field needs another look' : `${count} fields need another look`),
    working: 'Working',
    show: 'Show password',
    hide: 'Hide password',
    digit: (at: number, of: number) => `Digit ${at} of ${of}`,
  },
  zh: {
    summary: (count: number) => `有 ${count} 个字段需要修改`,
    working: '正在处理',
    show: '显示密码',
    hide: '隐藏密码',
    digit: (at: number, of: number) => `第 ${at} 位，共 ${of} 位`,
  },
});
