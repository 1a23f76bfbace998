import type { MailSources } from '../mail-source.ts';

/** Names of workspaces stand in the body only: whoever chose one must not write our subject lines. */
export const invitations: MailSources<'workspace-invitation' | 'staff-invitation'> = {
  'workspace-invitation': {
    en: {
      subject: 'You are invited to a workspace',
      body: [
        'You are invited to join {{#workspaceName}}the workspace “{{workspaceName}}”{{/workspaceName}}{{^workspaceName}}a workspace{{/workspaceName}}.{{#role}} Your role will be: {{role}}.{{/role}}',
        '[See the invitation]({{link}})',
        'The link shows the invitation, and there you accept it{{#expiresAt}}, until {{expiresAt}}{{/expiresAt}}. It works once.',
        'If you do not know the workspace, ignore this mail: you join nothing unless you accept.',
      ],
    },
    zh: {
      subject: '邀请您加入工作空间',
      body: [
        '邀请您加入{{#workspaceName}}工作空间“{{workspaceName}}”{{/workspaceName}}{{^workspaceName}}一个工作空间{{/workspaceName}}。{{#role}}您的角色将是：{{role}}。{{/role}}',
        '[查看邀请]({{link}})',
        '此链接显示邀请，您可在其中接受{{#expiresAt}}，有效期至 {{expiresAt}}{{/expiresAt}}。链接只能使用一次。',
        '如果您不认识此工作空间，忽略此邮件即可：您不接受，就不会加入。',
      ],
    },
  },
  'staff-invitation': {
    en: {
      subject: 'You are invited to the staff of {{brand}}',
      body: [
        'You are invited to the staff of {{brand}}. Your role will be: {{role}}.',
        '[Accept the invitation]({{link}})',
        'The link opens the page on which you accept and set a password, until {{expiresAt}}. It works once.',
        'Whoever has the link can accept in your place: pass it on to nobody.',
      ],
    },
    zh: {
      subject: '邀请您成为 {{brand}} 的工作人员',
      body: [
        '邀请您成为 {{brand}} 的工作人员。您的角色将是：{{role}}。',
        '[接受邀请]({{link}})',
        '此链接打开接受邀请并设置密码的页面，有效期至 {{expiresAt}}。链接只能使用一次。',
        '任何人持有此链接都可以代您接受：不要转发给任何人。',
      ],
    },
  },
};
