import type { MailSources } from '../mail-source.ts';

const verification = 'lethe certificate verify certificate.json --keys {{homeLink}}.well-known/jwks.json';
const plain = `\`{{^salt}}${verification}{{/salt}}\``;

export const cancellation: MailSources<
  'cancellation-requested' | 'cancellation-confirmed' | 'cancellation-withdrawn' | 'cancellation-last'
> = {
  'cancellation-requested': {
    en: {
      subject: 'Your account will be cancelled',
      body: [
        'Somebody who was signed in to your account confirmed its cancellation. It is locked, and nobody can sign in to it.',
        'On {{finalNotBefore}} the cancellation becomes final. After that nobody can undo it.',
        'If that was you, there is nothing to do. If it was not, or you have changed your mind, stop it before then:',
        '[Stop the cancellation]({{stopLink}})',
        'The page mails a code to this address to make sure that it is you. It needs no account. Pass the link on to nobody.',
      ],
    },
    zh: {
      subject: '您的账号将被注销',
      body: [
        '有人在登录状态下确认了注销您的账号。账号已锁定，任何人都无法登录。',
        '注销将于 {{finalNotBefore}} 生效，之后任何人都无法撤销。',
        '如果是您本人操作，则无需做任何事。如果不是您，或您改变了主意，可在此之前停止注销：',
        '[停止注销]({{stopLink}})',
        '该页面会向此地址发送验证码，以确认是您本人。它不需要账号。不要将链接转给任何人。',
      ],
    },
  },
  'cancellation-confirmed': {
    en: {
      subject: 'Your account is cancelled',
      body: [
        'Your account is cancelled, and it cannot be recovered. Nobody can sign in to it any more, and what belongs to it is being cleared.',
        '[See how far it is]({{statusLink}})',
        'The link shows what is cleared and what is not yet, and at the end the certificate of erasure. It needs no account: whoever has it can see the page.',
        'One last mail follows when everything is cleared.',
      ],
    },
    zh: {
      subject: '您的账号已注销',
      body: [
        '您的账号已注销，无法恢复。任何人都不能再登录，属于它的数据正在清除。',
        '[查看进度]({{statusLink}})',
        '此链接显示已清除和尚未清除的内容，最后显示清除证明。它不需要账号：持有链接的人都能看到此页面。',
        '全部清除后，您会收到最后一封邮件。',
      ],
    },
  },
  'cancellation-withdrawn': {
    en: {
      subject: 'Your account was not cancelled',
      body: [
        'The cancellation of your account did not happen.{{#because}} {{because}}{{/because}}',
        'Everything is as before, but your sessions were ended: sign in again.',
        '[Sign in]({{signInLink}})',
      ],
    },
    zh: {
      subject: '您的账号没有注销',
      body: [
        '您的账号注销没有进行。{{#because}}{{because}}{{/because}}',
        '一切如前，但您的会话已结束：重新登录即可。',
        '[登录]({{signInLink}})',
      ],
    },
  },
  /** CAN-11: the salt is in this mail alone, and with it how anybody can check what it proves (X3). */
  'cancellation-last': {
    en: {
      subject: 'Your data is cleared',
      body: [
        'Everything we held of you is cleared. With this mail our last copy of your address goes too.',
        '[See the certificate of erasure]({{statusLink}})',
        'The link shows the signed certificate of the cancellation {{cancellationId}}: who cleared what and when, and until when a back-up could still hold a key. It needs no account. Save the certificate from there as certificate.json.',
        '{{#salt}}The certificate names your address by a digest alone. With this salt you can show that it is yours:{{/salt}}',
        '`{{#salt}}{{salt}}{{/salt}}`',
        '{{#salt}}We do not keep the salt: keep this mail if you may ever need to show it.{{/salt}}',
        '{{#salt}}The digest is the SHA-256 of "salt:address" in base64url: the salt above, a colon, and your address in lower case, as UTF-8.{{/salt}}',
        'This verifies the certificate on a computer of your own{{#salt}}, with your address in place of ADDRESS{{/salt}}:',
        `\`{{#salt}}${verification} --email=ADDRESS --salt={{salt}}{{/salt}}\``,
        plain,
      ],
    },
    zh: {
      subject: '您的数据已清除',
      body: [
        '我们持有的您的全部数据已清除。随着这封邮件，我们最后一份您的地址也将清除。',
        '[查看清除证明]({{statusLink}})',
        '此链接显示注销 {{cancellationId}} 的已签名证明：谁在何时清除了什么，以及备份中最晚到何时还可能存有密钥。它不需要账号。从该页面将证明保存为 certificate.json。',
        '{{#salt}}证明中只以摘要代替您的地址。凭此盐值，您可以证明摘要属于您的地址：{{/salt}}',
        '`{{#salt}}{{salt}}{{/salt}}`',
        '{{#salt}}我们不保留盐值：如果日后可能需要出示，保存好这封邮件。{{/salt}}',
        '{{#salt}}摘要是 "salt:address" 的 SHA-256 值，以 base64url 表示：上述盐值、一个冒号和小写的您的地址，按 UTF-8 编码。{{/salt}}',
        '用以下命令可以在您自己的计算机上验证证明{{#salt}}，将 ADDRESS 换成您的地址{{/salt}}：',
        `\`{{#salt}}${verification} --email=ADDRESS --salt={{salt}}{{/salt}}\``,
        plain,
      ],
    },
  },
};
