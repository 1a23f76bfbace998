import { counted, defineTexts } from '../texts/define-texts.ts';

/** What a text may tell beside the code. */
export type Told = Readonly<{
  /** The instant until which one has to wait, written out. */
  until: string | undefined;
  attemptsLeft: number | undefined;
}>;

const later = ({ until }: Told): string => (until === undefined ? 'in a few minutes' : `after ${until}`);
const laterInChinese = ({ until }: Told): string => (until === undefined ? '几分钟后' : `${until} 之后`);

const left = ({ attemptsLeft }: Told): string =>
  attemptsLeft === undefined
    ? 'Look at it again.'
    : attemptsLeft === 0
      ? 'There are no attempts left: send a new one.'
      : `${counted(attemptsLeft, 'attempt is', 'attempts are')} left.`;
const leftInChinese = ({ attemptsLeft }: Told): string =>
  attemptsLeft === undefined
    ? '请再核对一遍。'
    : attemptsLeft === 0
      ? '已没有剩余次数，请重新发送。'
      : `还可以尝试 ${attemptsLeft} 次。`;

/** Every problem code of the API: what it means to a person, and what helps. A test compares them with the contracts. */
export const problemTexts = defineTexts({
  en: {
    'account-gone': 'This account is being cancelled. Nothing can be added to it any more.',
    'account-not-active': 'This account is not active. Sign in again, or ask the support.',
    'agreements-changed': 'The agreements have changed meanwhile. Read those in force now, then confirm again.',
    'binding-not-started': 'This set-up has ended. Begin again with a code sent by email.',
    'body-too-large': 'This is too long. Shorten it and send it again.',
    'cancellation-blocked': 'Something must be settled first, see the list. Then go on.',
    'cancellation-final': 'The cancellation is final. Nobody can undo it.',
    'cancellation-unknown': 'This link leads to no cancellation. Open the link of the mail exactly as it is.',
    'code-expired': 'This code is not valid any more: it is too old, or a newer one was sent. Send a new one.',
    'code-too-soon': (told: Told) => `A code was sent a moment ago. The next can be sent ${later(told)}.`,
    'code-wrong': (told: Told) => `This is not the code. ${left(told)}`,
    'credentials-wrong': 'Email or password is not right.',
    'cross-site': 'The request was refused because it seems to come from another site. Load the page again.',
    'cursor-invalid': 'This list cannot go on from here. Start from its first page.',
    'email-taken': 'This address belongs to an account by now. Sign in with it, or use another address.',
    'factor-bound-already': 'An authenticator app is set up already. Unbind it first.',
    'factor-locked': (told: Told) => `Too many wrong codes. Try again ${later(told)}.`,
    'grant-invalid': 'Your verification has ended, or was used. Verify again.',
    'headers-too-large': 'The browser sent too much. Delete this site’s cookies and load the page again.',
    'idempotency-key-reused': 'This was sent before with other content. Send it again.',
    internal: 'Something is wrong on our side. Try again; if it stays, name the request id to the support.',
    'invalid-input': 'Something in the form is not as it should be, see the fields.',
    'invitation-for-another-address':
      'This invitation is for another address. Sign in with the account it was sent to.',
    'invitation-unknown': 'This invitation is over, or never was. Ask whoever invited you for a new one.',
    'last-administrator': 'This is the last active administrator. Make somebody else one first.',
    'malformed-json': 'The request did not arrive whole. Try again.',
    'malformed-request': 'The request did not arrive whole. Try again.',
    'member-not-eligible': 'This account cannot take that place. Choose another member.',
    'member-unknown': 'This person is not a member any more.',
    'name-differs': 'This is not the name of the workspace. Type it as it is shown.',
    'no-connection': 'There is no connection. What you typed is kept; try again once you are online.',
    'no-factor': 'No authenticator app is set up. Set one up first.',
    'not-found': 'There is nothing here.',
    'not-json': 'The request did not arrive whole. Try again.',
    'not-permitted': 'Your role does not allow this. Ask the owner of the workspace, or an administrator.',
    'owner-cannot-leave': 'The owner cannot leave. Transfer the ownership first.',
    'password-too-weak': 'This password is not good enough. Choose a longer one that nobody would guess.',
    'password-unchanged': 'This is the password that you have. Choose another one.',
    'pending-expired': 'This sign-in took too long. Begin again with email and password.',
    'registration-closed': 'Accounts are made by the staff here. Ask an administrator.',
    'registration-unknown':
      'No registration waits in this browser. Enter the code where you registered, or register again.',
    'request-too-slow': 'The request took too long to arrive. Try again.',
    'reset-unknown': 'No new password was asked for in this browser, or its time is over. Ask for another code.',
    'second-factor-required': 'The code of your authenticator app is needed too.',
    'second-factor-wrong': 'This is not the code, or it was used already. Enter the one shown now.',
    'session-ended': 'Your session is over. Sign in to go on.',
    'session-unknown': 'This session is over already.',
    'staff-unknown': 'This colleague cannot answer tickets any more. Choose another one.',
    'ticket-assigned': 'Somebody of the staff works on this ticket by now. Close it instead.',
    'ticket-closed': 'This ticket is closed for good. Submit a new one.',
    'ticket-unknown': 'There is no such ticket, or it is not yours.',
    'too-many-attempts': (told: Told) => `Too many attempts. Try again ${later(told)}.`,
    'too-many-codes': (told: Told) => `Too many codes were sent. The next can be sent ${later(told)}.`,
    'too-many-invitations': (told: Told) => `Too many invitations were sent. The next can be sent ${later(told)}.`,
    'no-room': 'There is no room for new work right now. Nothing is lost; try again later.',
    'answer-too-large': 'There is more here than can be shown at once. Tell the support.',
    unavailable: 'A part of the system does not answer. What you typed is kept; try again in a moment.',
    unknown: 'This did not work. Try again; if it stays, name the request id to the support.',
    'verification-missing': 'Enter your password or a code sent by email.',
    'verification-stale': 'Your last verification is more than 10 minutes old. Verify again to go on.',
    'workspace-has-members': 'The workspace has other members. Transfer the ownership, or remove them first.',
    'workspace-unknown': 'There is no such workspace, or you are not a member any more.',
  },
  zh: {
    'account-gone': '此账号正在注销，无法再添加任何内容。',
    'account-not-active': '此账号不可用。请重新登录，或联系支持人员。',
    'agreements-changed': '协议在此期间有更新。请阅读现行协议后再次确认。',
    'binding-not-started': '本次设置已结束。请从发送邮件验证码重新开始。',
    'body-too-large': '内容过长。请缩短后再发送。',
    'cancellation-blocked': '需要先处理列表中的事项，然后才能继续。',
    'cancellation-final': '注销已生效，任何人都无法撤销。',
    'cancellation-unknown': '此链接没有对应的注销。请完整打开邮件中的链接。',
    'code-expired': '此验证码已失效：已过期，或已发送新的验证码。请重新发送。',
    'code-too-soon': (told: Told) => `刚刚已发送过验证码。${laterInChinese(told)}可再次发送。`,
    'code-wrong': (told: Told) => `验证码不正确。${leftInChinese(told)}`,
    'credentials-wrong': '邮箱或密码不正确。',
    'cross-site': '请求似乎来自其他网站，已被拒绝。请重新加载页面。',
    'cursor-invalid': '此列表无法从这里继续。请从第一页开始。',
    'email-taken': '此邮箱已属于某个账号。请用它登录，或换一个邮箱。',
    'factor-bound-already': '已设置身份验证器应用。请先解绑。',
    'factor-locked': (told: Told) => `验证码错误次数过多。请在${laterInChinese(told)}重试。`,
    'grant-invalid': '您的验证已失效或已使用。请重新验证。',
    'headers-too-large': '浏览器发送的数据过多。请删除本站的 Cookie 后重新加载页面。',
    'idempotency-key-reused': '此请求之前已用其他内容发送过。请再次发送。',
    internal: '我们这边出了问题。请重试；如仍然如此，请将请求编号告知支持人员。',
    'invalid-input': '表单中有内容不符合要求，请查看各字段。',
    'invitation-for-another-address': '此邀请发给了另一个邮箱。请用收到邀请的账号登录。',
    'invitation-unknown': '此邀请已失效或不存在。请向邀请您的人索取新的邀请。',
    'last-administrator': '这是最后一位可用的管理员。请先将其他人设为管理员。',
    'malformed-json': '请求未能完整送达。请重试。',
    'malformed-request': '请求未能完整送达。请重试。',
    'member-not-eligible': '此账号不能担任该角色。请选择其他成员。',
    'member-unknown': '此人已不是成员。',
    'name-differs': '输入的不是工作空间的名称。请按显示的名称输入。',
    'no-connection': '没有网络连接。您输入的内容已保留，联网后请重试。',
    'no-factor': '尚未设置身份验证器应用。请先设置。',
    'not-found': '这里没有内容。',
    'not-json': '请求未能完整送达。请重试。',
    'not-permitted': '您的角色没有此权限。请联系工作空间的拥有者或管理员。',
    'owner-cannot-leave': '拥有者不能退出。请先转让所有权。',
    'password-too-weak': '此密码不够安全。请选择更长且不易被猜到的密码。',
    'password-unchanged': '这是您当前的密码。请换一个。',
    'pending-expired': '本次登录用时过长。请重新输入邮箱和密码。',
    'registration-closed': '此处的账号由工作人员创建。请联系管理员。',
    'registration-unknown': '此浏览器中没有待完成的注册。请在注册时所用的浏览器中输入验证码，或重新注册。',
    'request-too-slow': '请求送达时间过长。请重试。',
    'reset-unknown': '此浏览器中没有申请新密码，或申请已过期。请重新申请验证码。',
    'second-factor-required': '还需要身份验证器应用的验证码。',
    'second-factor-wrong': '验证码不正确，或已使用过。请输入当前显示的验证码。',
    'session-ended': '您的会话已结束。请登录以继续。',
    'session-unknown': '此会话已经结束。',
    'staff-unknown': '这位同事已无法处理工单。选择其他同事。',
    'ticket-assigned': '工作人员已受理此工单。可以改为关闭工单。',
    'ticket-closed': '此工单已永久关闭。请提交新的工单。',
    'ticket-unknown': '没有此工单，或它不属于您。',
    'too-many-attempts': (told: Told) => `尝试次数过多。请在${laterInChinese(told)}重试。`,
    'too-many-codes': (told: Told) => `发送的验证码过多。${laterInChinese(told)}可再次发送。`,
    'too-many-invitations': (told: Told) => `发送的邀请过多。${laterInChinese(told)}可再次发送。`,
    'no-room': '目前没有空间处理新的工作。没有丢失任何内容，请稍后再试。',
    'answer-too-large': '内容太多，无法一次显示。请联系支持人员。',
    unavailable: '系统的一部分没有响应。您输入的内容已保留，稍后再试。',
    unknown: '操作未能完成。请重试；如仍然如此，请将请求编号告知支持人员。',
    'verification-missing': '请输入密码或邮件验证码。',
    'verification-stale': '您上次验证已超过 10 分钟。请重新验证以继续。',
    'workspace-has-members': '工作空间还有其他成员。请先转让所有权，或移除他们。',
    'workspace-unknown': '没有此工作空间，或您已不是其成员。',
  },
});

export type ProblemCode = keyof (typeof problemTexts)['en'];

export const isKnownCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && Object.hasOwn(problemTexts.en, code);
