import { counted, defineTexts } from '../../texts/define-texts.ts';

export const adminCancellationsTexts = defineTexts({
  en: {
    title: 'Cancellations',
    intro: 'Every attempt of every account, the newest first.',
    states: 'Only these states',
    accountId: 'Account id',
    accountIdHelp: 'The exact id, like 0198c1f2-5d0e-7c31-9a4b-2f6d1e8a7b90.',
    find: 'Find the account',
    notAnId: 'This is no account id: it has 36 characters with four hyphens.',
    clear: 'Show all cancellations',
    state: 'State',
    confirmed: 'Confirmed',
    attempt: 'Attempt',
    total: (count: number) => `${counted(count, 'cancellation', 'cancellations')} in all.`,
    filtered: (count: number) => `${counted(count, 'cancellation matches', 'cancellations match')}.`,
    none: 'Nobody has cancelled an account yet. As soon as somebody confirms, it is listed here.',
    noneFound: 'No cancellation is like this.',
    more: 'Show more',
    shown: (count: number, total: number) =>
      `${count.toLocaleString('en')} of ${total.toLocaleString('en')} are shown.`,
  },
  zh: {
    title: '注销',
    intro: '所有账号的每一次注销，最新的在前。',
    states: '仅显示这些状态',
    accountId: '账号编号',
    accountIdHelp: '完整的编号，例如 0198c1f2-5d0e-7c31-9a4b-2f6d1e8a7b90。',
    find: '查找账号',
    notAnId: '这不是账号编号：编号有 36 个字符，含四个连字符。',
    clear: '显示全部注销',
    state: '状态',
    confirmed: '确认时间',
    attempt: '次数',
    total: (count: number) => `共 ${count.toLocaleString('zh-CN')} 次注销。`,
    filtered: (count: number) => `符合条件的注销有 ${count.toLocaleString('zh-CN')} 次。`,
    none: '还没有人注销账号。一旦有人确认注销，就会列在这里。',
    noneFound: '没有符合条件的注销。',
    more: '显示更多',
    shown: (count: number, total: number) =>
      `共 ${total.toLocaleString('zh-CN')} 次，已显示 ${count.toLocaleString('zh-CN')} 次。`,
  },
});
