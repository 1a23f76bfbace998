import { counted, defineTexts } from '../../texts/define-texts.ts';

export const acceptStaffTexts = defineTexts({
  en: {
    title: 'Join the staff',
    invited: (role: string, until: string) =>
      `You are invited to the staff as ${role}. The link works once, until ${until}.`,
    signedIn: (email: string) => `You are signed in as ${email}. This makes another account, and signs you in to it.`,
    email: 'Email',
    username: 'Username',
    usernameHelp: 'Shown to colleagues. 1 to 64 characters of any script.',
    password: 'Password',
    rules: (minimum: number, maximum: number) =>
      `${counted(minimum, 'character', 'characters')} or more, ${maximum.toLocaleString('en')} at most. Whatever is easy to guess or known from a breach is refused.`,
    missing: (count: number) => `${counted(count, 'character is', 'characters are')} missing.`,
    surplus: (count: number) => `${counted(count, 'character', 'characters')} too many.`,
    longEnough: 'Long enough.',
    enterUsername: 'Enter a username.',
    enterPassword: 'Enter a password.',
    accept: 'Make my account',
    noToken: 'This link is not whole. Open the link of the mail exactly as it is.',
    signIn: 'Sign in',
    doneTitle: 'Your account is made',
    done: 'You are signed in. The Admin Console opens with a second factor only: set up an authenticator app now, then sign in again with its code.',
    doneSignIn:
      'Sign in with your password. The Admin Console opens with a second factor only: set up an authenticator app then.',
    toFactor: 'Set up an authenticator app',
  },
  zh: {
    title: '加入工作人员',
    invited: (role: string, until: string) => `您受邀以${role}身份加入工作人员。链接可使用一次，有效期至 ${until}。`,
    signedIn: (email: string) => `您当前以 ${email} 登录。继续将创建另一个账号，并登录到该账号。`,
    email: '邮箱',
    username: '用户名',
    usernameHelp: '同事可以看到。1 到 64 个字符，任何文字均可。',
    password: '密码',
    rules: (minimum: number, maximum: number) =>
      `至少 ${minimum} 个字符，最多 ${maximum.toLocaleString('zh-CN')} 个。容易被猜到或已泄露的密码不会被接受。`,
    missing: (count: number) => `还差 ${count} 个字符。`,
    surplus: (count: number) => `超出 ${count} 个字符。`,
    longEnough: '长度足够。',
    enterUsername: '输入用户名。',
    enterPassword: '输入密码。',
    accept: '创建账号',
    noToken: '此链接不完整。从邮件中完整打开链接即可。',
    signIn: '登录',
    doneTitle: '账号已创建',
    done: '您已登录。管理后台只有通过第二验证因素才能打开：现在设置身份验证器应用，然后用其验证码重新登录。',
    doneSignIn: '用密码登录即可。管理后台只有通过第二验证因素才能打开：登录后设置身份验证器应用。',
    toFactor: '设置身份验证器应用',
  },
});
