import { defineTexts } from '../texts/define-texts.ts';

/** What everybody calls the states of a cancellation, who takes part, and why it was stopped. */
export const cancellationWords = defineTexts({
  en: {
    requested: 'Requested',
    locked: 'Locked, in the hold-back',
    final: 'Final, being cleared',
    'cleared-but-tickets': 'Cleared but open tickets',
    completed: 'Completed',
    withdrawn: 'Withdrawn',

    session: 'Sessions',
    mfa: 'Second factors',
    'workspace-ownership': 'Workspaces',
    ticketing: 'Tickets',
    identity: 'Identity',
    notification: 'Mails',

    'asked-by-person': 'The person asked for it',
    'made-by-somebody-else': 'Somebody else made it',
    'legal-hold': 'The data must be kept by law',

    'owner-of-workspaces': 'The account had become owner of a workspace.',
    objection: 'A service objected.',
    'lock-refused': 'The account could not be locked.',
    'stopped-by-staff': 'The staff stopped it.',
    'stopped-by-person': 'Its person stopped it by the mailed link.',
  },
  zh: {
    requested: '已提出',
    locked: '已锁定，暂缓期内',
    final: '已生效，正在清除',
    'cleared-but-tickets': '除未关闭的工单外已清除',
    completed: '已完成',
    withdrawn: '已撤回',

    session: '会话',
    mfa: '第二验证因素',
    'workspace-ownership': '工作空间',
    ticketing: '工单',
    identity: '身份',
    notification: '邮件',

    'asked-by-person': '本人要求',
    'made-by-somebody-else': '由他人发起',
    'legal-hold': '依法必须保留数据',

    'owner-of-workspaces': '该账号当时已成为某个工作空间的拥有者。',
    objection: '有服务提出异议。',
    'lock-refused': '无法锁定该账号。',
    'stopped-by-staff': '工作人员已将其停止。',
    'stopped-by-person': '本人已通过邮件中的链接将其停止。',
  },
});
