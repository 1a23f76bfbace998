import type { MailSources } from '../mail-source.ts';

const ifNotYou = {
  en: 'If it was not you, somebody else is signed in to your account: end the other sessions in Security Settings{{#support}} and write to {{support}}{{/support}}.',
  zh: '如果不是您本人操作，说明有他人登录了您的账号：在安全设置中结束其他会话{{#support}}，并联系 {{support}}{{/support}}。',
} as const;
const settings = { en: '[Open Account Settings]({{settingsLink}})', zh: '[打开账号设置]({{settingsLink}})' } as const;
const home = { en: '[Open {{brand}}]({{homeLink}})', zh: '[打开 {{brand}}]({{homeLink}})' } as const;

export const account: MailSources<
  | 'ownership-received'
  | 'ownership-given'
  | 'factor-bound'
  | 'factor-unbound'
  | 'password-changed'
  | 'password-reset'
  | 'staff-role-changed'
  | 'staff-role-taken'
> = {
  'ownership-received': {
    en: {
      subject: 'You own a workspace now',
      body: [
        '{{#workspaceName}}The workspace “{{workspaceName}}” was handed over to you on {{askedAt}}. You are its owner now.{{/workspaceName}}{{^workspaceName}}A workspace was handed over to you on {{askedAt}}. It is closed by now, and its name is gone.{{/workspaceName}}',
        '{{#workspaceName}}As the owner you can hand it over again or close it. Until then your account cannot be cancelled.{{/workspaceName}}',
        home.en,
      ],
    },
    zh: {
      subject: '您现在拥有一个工作空间',
      body: [
        '{{#workspaceName}}工作空间“{{workspaceName}}”已于 {{askedAt}}移交给您。您现在是它的拥有者。{{/workspaceName}}{{^workspaceName}}一个工作空间已于 {{askedAt}}移交给您。该工作空间现已关闭，其名称已被清除。{{/workspaceName}}',
        '{{#workspaceName}}作为拥有者，您可以再次移交或关闭它。在此之前，您的账号无法注销。{{/workspaceName}}',
        home.zh,
      ],
    },
  },
  'ownership-given': {
    en: {
      subject: 'You handed a workspace over',
      body: [
        '{{#workspaceName}}The workspace “{{workspaceName}}” was handed over on {{askedAt}}. You are no longer its owner; you stay in it as an administrator.{{/workspaceName}}{{^workspaceName}}You handed a workspace over on {{askedAt}}. It is closed by now, and its name is gone.{{/workspaceName}}',
        ifNotYou.en,
        settings.en,
      ],
    },
    zh: {
      subject: '您移交了一个工作空间',
      body: [
        '{{#workspaceName}}工作空间“{{workspaceName}}”已于 {{askedAt}}移交。您不再是它的拥有者，仍以管理员身份留在其中。{{/workspaceName}}{{^workspaceName}}您已于 {{askedAt}}移交一个工作空间。该工作空间现已关闭，其名称已被清除。{{/workspaceName}}',
        ifNotYou.zh,
        settings.zh,
      ],
    },
  },
  'factor-bound': {
    en: {
      subject: 'A second factor was bound to your account',
      body: [
        'A second factor was bound to your account on {{askedAt}}. From now on signing in asks for it.',
        'Keep its recovery codes apart from it: with one of them you sign in where it is lost.',
        ifNotYou.en,
        settings.en,
      ],
    },
    zh: {
      subject: '您的账号已绑定 MFA',
      body: [
        '您的账号已于 {{askedAt}}绑定 MFA。今后登录时需要验证。',
        '将恢复码与身份验证器分开保管：身份验证器丢失时，可用恢复码登录。',
        ifNotYou.zh,
        settings.zh,
      ],
    },
  },
  'factor-unbound': {
    en: {
      subject: 'The second factor was removed from your account',
      body: [
        'The second factor was removed from your account on {{askedAt}}. From now on your password alone signs you in.',
        ifNotYou.en,
        settings.en,
      ],
    },
    zh: {
      subject: '您的账号已解除 MFA',
      body: ['您的账号已于 {{askedAt}}解除 MFA。今后仅凭密码即可登录。', ifNotYou.zh, settings.zh],
    },
  },
  'password-changed': {
    en: {
      subject: 'The password of your account was changed',
      body: [
        'The password of your account was changed on {{askedAt}}. Every other session of yours ended; sign in there with the new password.',
        'If it was not you, somebody else knows your password and is signed in to your account{{#support}}: write to {{support}} at once{{/support}}.',
        settings.en,
      ],
    },
    zh: {
      subject: '您的账号密码已更改',
      body: [
        '您的账号密码已于 {{askedAt}}更改。您的其他会话均已结束，在那里登录时需使用新密码。',
        '如果不是您本人操作，说明有他人知道您的密码并登录了您的账号{{#support}}，应立即联系 {{support}}{{/support}}。',
        settings.zh,
      ],
    },
  },
  'password-reset': {
    en: {
      subject: 'Your account has a new password',
      body: [
        'A new password was set for your account on {{askedAt}}, with a code that was mailed to this address. Every session ended; sign in with the new password.',
        'If it was not you, somebody else reads your mail: change the password of your mailbox first, then ask for a new one here{{#support}}, and write to {{support}}{{/support}}.',
        '[Sign in]({{signInLink}})',
      ],
    },
    zh: {
      subject: '您的账号已设置新密码',
      body: [
        '您的账号已于 {{askedAt}}凭发往此地址的验证码设置了新密码。所有会话均已结束，登录时需使用新密码。',
        '如果不是您本人操作，说明有他人在读您的邮件：先更改邮箱的密码，再在此申请新密码{{#support}}，并联系 {{support}}{{/support}}。',
        '[登录]({{signInLink}})',
      ],
    },
  },
  'staff-role-changed': {
    en: {
      subject: 'Your role in the staff of {{brand}} changed',
      body: [
        'An administrator changed your role in the staff of {{brand}} on {{askedAt}}. Your role is now: {{role}}.',
        'You were signed out everywhere. Sign in again to go on.',
        home.en,
      ],
    },
    zh: {
      subject: '您在 {{brand}} 工作人员中的角色已更改',
      body: [
        '管理员已于 {{askedAt}}更改您在 {{brand}} 工作人员中的角色。您现在的角色是：{{role}}。',
        '您已在所有位置退出登录，重新登录即可继续。',
        home.zh,
      ],
    },
  },
  'staff-role-taken': {
    en: {
      subject: 'You are no longer of the staff of {{brand}}',
      body: [
        'An administrator took your role in the staff of {{brand}} away on {{askedAt}}. Your account stays, and you can sign in to it.',
        'You were signed out everywhere.',
        home.en,
      ],
    },
    zh: {
      subject: '您不再是 {{brand}} 的工作人员',
      body: [
        '管理员已于 {{askedAt}}取消您在 {{brand}} 工作人员中的角色。您的账号保留，仍可登录。',
        '您已在所有位置退出登录。',
        home.zh,
      ],
    },
  },
};
