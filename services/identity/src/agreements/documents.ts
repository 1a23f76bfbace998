import type { Language } from '@lethe/contracts';

/** What a person agrees to before a cancellation (CAN-5), in each language. A changed text is a new version. */
export type Wording = Readonly<{ title: string; text: string }>;
export type AgreementDocument = Readonly<{
  id: string;
  version: string;
  wordings: Readonly<Record<Language, Wording>>;
}>;

const cancellationTerms: AgreementDocument = {
  id: 'cancellation-terms',
  version: '2026-11-28',
  wordings: {
    en: {
      title: 'Terms of cancelling an account',
      text: [
        'You cancel this account for good. Once the cancellation is final, nobody can undo it, neither you nor our staff.',
        'You cannot sign in any more, and every session ends everywhere at once.',
        'You leave every workspace you are a member of. Workspaces you own must be transferred or closed first.',
        'Your unclosed tickets are closed within 7 business days after the cancellation is final.',
        'Your email address becomes free at once. A new account with it is a new account: nothing of this one comes back.',
      ].join('\n\n'),
    },
    zh: {
      title: '注销账号条款',
      text: [
        '您将永久注销此账号。注销生效后，无论是您本人还是我们的工作人员，都无法撤销。',
        '您将无法再登录，所有会话会在各处立即结束。',
        '您将退出您加入的所有工作空间。您拥有的工作空间必须事先转让或关闭。',
        '您尚未关闭的工单将在注销生效后的 7 个工作日内关闭。',
        '您的邮箱地址会立即释放。用它注册的新账号是全新的账号，此账号的任何内容都不会恢复。',
      ].join('\n\n'),
    },
  },
};

const dataErasureNotice: AgreementDocument = {
  id: 'data-erasure-notice',
  version: '2026-11-28',
  wordings: {
    en: {
      title: 'What is erased, and when',
      text: [
        'All information of this account is cleared in every service that holds it, and cannot be recovered.',
        'Within seconds nothing is left but unclosed tickets and the address that the last mails go to.',
        'When your last ticket is closed, its content and your address are cleared, too, and one last mail tells you so.',
        'You get a link to a page that shows how far the erasure is, without an account, and in the end a signed certificate.',
        'Back-ups may still hold encrypted data for the time the certificate names. Without your keys nobody can read it.',
      ].join('\n\n'),
    },
    zh: {
      title: '删除哪些数据，何时删除',
      text: [
        '此账号的所有信息会在保存它的每项服务中清除，且无法恢复。',
        '数秒之内，除未关闭的工单和接收最后几封邮件的地址外，不再留有任何内容。',
        '您的最后一张工单关闭时，其内容和您的地址也会被清除，并有最后一封邮件告知您。',
        '您会得到一个链接，无需账号即可打开页面查看删除进度，最后还会得到一份经过签名的证书。',
        '在证书所载的期限内，备份中可能仍有加密的数据。没有您的密钥，任何人都无法读取。',
      ].join('\n\n'),
    },
  },
};

export const documents: readonly AgreementDocument[] = [cancellationTerms, dataErasureNotice];
