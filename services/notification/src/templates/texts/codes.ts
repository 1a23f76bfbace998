import type { MailSources } from '../mail-source.ts';

const code = '`{{code}}`';
const lasting = {
  en: 'It works once{{#expiresAt}}, until {{expiresAt}}{{/expiresAt}}.',
  zh: '验证码只能使用一次{{#expiresAt}}，有效期至 {{expiresAt}}{{/expiresAt}}。',
} as const;
const nobodyAsks = {
  en: 'Nobody of us will ever ask you for this code.',
  zh: '我们的任何人都不会向您索要此验证码。',
} as const;
const somebodyElse = {
  en: 'If you did not ask for it, somebody else is signed in to your account: end the other sessions in Security Settings{{#support}} and write to {{support}}{{/support}}.',
  zh: '如果您没有申请此验证码，说明有他人登录了您的账号：在安全设置中结束其他会话{{#support}}，并联系 {{support}}{{/support}}。',
} as const;
const settings = { en: '[Open Account Settings]({{settingsLink}})', zh: '[打开账号设置]({{settingsLink}})' } as const;

/** ID-1: several people may have asked for the same address, so page and mail name the same reference (I8). */
export const codes: MailSources<
  | 'registration-code'
  | 'registration-known-address'
  | 'password-reset-code'
  | 'password-reset-no-account'
  | 'bind-factor-code'
  | 'cancellation-code'
  | 'stop-code'
> = {
  'registration-code': {
    en: {
      subject: 'Your code to register',
      body: [
        'Enter this code on the page where you registered, in the same browser:',
        code,
        lasting.en,
        '{{#reference}}Reference {{reference}}. The page shows it too: under another reference, this code does not fit.{{/reference}}',
        'Asked for on {{askedAt}}. If it was not you, ignore this mail: without the code nothing happens.',
        nobodyAsks.en,
      ],
    },
    zh: {
      subject: '您的注册验证码',
      body: [
        '在您注册时的页面上输入此验证码，须使用同一浏览器：',
        code,
        lasting.zh,
        '{{#reference}}编号 {{reference}}。页面上也显示此编号：编号不同，则此验证码不适用。{{/reference}}',
        '申请时间：{{askedAt}}。如果不是您本人操作，忽略此邮件即可：没有验证码，什么都不会发生。',
        nobodyAsks.zh,
      ],
    },
  },
  /** ID-2: the page says nothing of this; only the holder of the address learns it. */
  'registration-known-address': {
    en: {
      subject: 'You have an account already',
      body: [
        'Somebody, probably you, wanted to register with this address on {{askedAt}}. It has an account already, and no second one was made. Sign in to it:',
        '[Sign in]({{signInLink}})',
        '{{#reference}}Reference of the request: {{reference}}.{{/reference}}',
        '{{#support}}If you cannot sign in, write to {{support}}.{{/support}}',
        'If it was not you, you need not do anything.',
      ],
    },
    zh: {
      subject: '您已有账号',
      body: [
        '有人（很可能是您本人）于 {{askedAt}}想用此地址注册。此地址已有账号，没有创建新的账号。登录即可：',
        '[登录]({{signInLink}})',
        '{{#reference}}申请编号：{{reference}}。{{/reference}}',
        '{{#support}}如果无法登录，联系 {{support}}。{{/support}}',
        '如果不是您本人操作，无需做任何事。',
      ],
    },
  },
  'password-reset-code': {
    en: {
      subject: 'Your code for a new password',
      body: [
        'Enter this code on the page where you asked for a new password, in the same browser:',
        code,
        lasting.en,
        'Reference {{reference}}. The page shows it too: under another reference, this code does not fit.',
        'Asked for on {{askedAt}}. If it was not you, ignore this mail: without the code your password stays as it is.',
        nobodyAsks.en,
      ],
    },
    zh: {
      subject: '您用于设置新密码的验证码',
      body: [
        '在您申请新密码的页面上输入此验证码，须使用同一浏览器：',
        code,
        lasting.zh,
        '编号 {{reference}}。页面上也显示此编号：编号不同，则此验证码不适用。',
        '申请时间：{{askedAt}}。如果不是您本人操作，忽略此邮件即可：没有验证码，您的密码不会改变。',
        nobodyAsks.zh,
      ],
    },
  },
  /** ID-2: the page says nothing of this; only the holder of the address learns it. */
  'password-reset-no-account': {
    en: {
      subject: 'No account to set a password for',
      body: [
        'Somebody, probably you, asked on {{askedAt}} for a new password with this address. There is no account that one could sign in to with it.',
        'If you have an account, you use another address for it: ask again with that one.',
        '[Sign in]({{signInLink}})',
        'Reference of the request: {{reference}}.',
        'If it was not you, you need not do anything.',
      ],
    },
    zh: {
      subject: '没有可以设置密码的账号',
      body: [
        '有人（很可能是您本人）于 {{askedAt}}用此地址申请新密码。没有可以用此地址登录的账号。',
        '如果您有账号，它使用的是另一个地址：用那个地址重新申请。',
        '[登录]({{signInLink}})',
        '申请编号：{{reference}}。',
        '如果不是您本人操作，无需做任何事。',
      ],
    },
  },
  'bind-factor-code': {
    en: {
      subject: 'Your code to bind a second factor',
      body: [
        'Enter this code to bind a second factor to your account:',
        code,
        lasting.en,
        nobodyAsks.en,
        somebodyElse.en,
        settings.en,
      ],
    },
    zh: {
      subject: '您的 MFA 绑定验证码',
      body: ['输入此验证码，为您的账号绑定 MFA：', code, lasting.zh, nobodyAsks.zh, somebodyElse.zh, settings.zh],
    },
  },
  'stop-code': {
    en: {
      subject: 'Your code to stop the cancellation of your account',
      body: [
        'Enter this code on the page of the cancellation to stop it and keep your account:',
        code,
        lasting.en,
        nobodyAsks.en,
      ],
    },
    zh: {
      subject: '停止注销账号的验证码',
      body: ['在注销页面输入此验证码，停止注销并保留您的账号：', code, lasting.zh, nobodyAsks.zh],
    },
  },
  'cancellation-code': {
    en: {
      subject: 'Your code to cancel your account',
      body: [
        'Enter this code to go on with the cancellation of your account:',
        code,
        lasting.en,
        'With it an account can be cancelled for good. Nobody of us will ever ask you for it.',
        somebodyElse.en,
        settings.en,
      ],
    },
    zh: {
      subject: '您的账号注销验证码',
      body: [
        '输入此验证码，继续注销您的账号：',
        code,
        lasting.zh,
        '凭此验证码可以永久注销账号。我们的任何人都不会向您索要它。',
        somebodyElse.zh,
        settings.zh,
      ],
    },
  },
};
