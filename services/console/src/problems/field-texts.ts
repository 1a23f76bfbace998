import type { FieldError } from '../api/generated/types.gen.ts';
import { counted, defineTexts } from '../texts/define-texts.ts';

type Params = FieldError['params'];
type OfEachCode = Readonly<Record<FieldError['code'], string | ((params: Params) => string)>>;

const number = (value: Params[string] | undefined): number => Number(value ?? 0);
const characters = (value: Params[string] | undefined): string => counted(number(value), 'character', 'characters');

/** For a code that this build does not know: the services may be newer. */
export const unknownFieldTexts = defineTexts({
  en: { invalid: 'This is not as it should be.' },
  zh: { invalid: '此内容不符合要求。' },
});

/** Every code of a field that is not as it should be (API-2): one without a text does not compile. */
export const fieldTexts = defineTexts({
  en: {
    required: 'Enter something here.',
    unknown: 'This is not known here.',
    'not-text': 'Enter text.',
    'not-a-number': 'Enter a number.',
    'not-whole': 'Enter a whole number.',
    'not-a-boolean': 'Choose yes or no.',
    'not-a-list': 'Enter a list.',
    'not-an-object': 'This is not as it should be.',
    'too-short': ({ minimum }: Params) => `Enter at least ${characters(minimum)}.`,
    'too-long': ({ maximum }: Params) => `Enter at most ${characters(maximum)}.`,
    'too-small': ({ minimum }: Params) => `Enter ${number(minimum).toLocaleString('en')} or more.`,
    'too-large': ({ maximum }: Params) => `Enter ${number(maximum).toLocaleString('en')} or less.`,
    'not-one-of': 'Choose one of the list.',
    'not-a-uuid': 'This is no id.',
    'not-an-instant': 'Enter a date and time.',
    'not-an-email': 'Enter an email address, like ada@example.org.',
    'email-character-not-allowed':
      'Enter the plain address alone: letters, digits and signs such as . + - _, without quotes, brackets, %, ! or invisible characters.',
    'email-dots': 'Before the @, dots stand between other characters: not first, not last, not twice in a row.',
    'email-case-lost':
      'This address has a letter that mail servers read in two ways, such as ß, ı or ς. After the @, write the name in its form that begins with xn--.',
    'email-local-too-long': ({ maximum }: Params) => `Before the @ there can be at most ${number(maximum)} bytes.`,
    'email-too-long': ({ maximum }: Params) => `An address can have at most ${number(maximum)} bytes.`,
    'email-host-malformed':
      'After the @ comes the name of a mail server, like example.org. Check it for a typing error.',
    'email-host-label-too-long': ({ maximum }: Params) =>
      `After the @, each part between dots can have at most ${number(maximum)} characters.`,
    'email-host-numeric': 'After the @ comes a name, like example.org, not the number of a machine.',
    'email-host-incomplete': 'After the @, write the whole name with its ending, like example.org.',
    'not-a-url': 'Enter an address that begins with https://.',
    'not-a-code': 'Enter the 6 digits of the code.',
    'not-a-time-zone': 'Choose a time zone of the list.',
    'nothing-visible': 'Enter at least one visible character.',
    'character-not-allowed': 'Leave out control characters and characters that turn the direction of text.',
    'not-unicode': 'This holds a broken character. Type it again.',
    'given-twice': 'This was given twice. Give it once.',
    malformed: 'This is not written as it should be. Check it for a typing error.',
    'not-a-multiple': ({ divisor }: Params) => `Enter a multiple of ${number(divisor).toLocaleString('en')}.`,
    'not-allowed': 'This cannot be used here. Choose something else.',
    'not-null': 'Leave this empty.',
    'password-too-short': ({ minimum }: Params) => `Use at least ${characters(minimum)}.`,
    'password-too-long': ({ maximum }: Params) => `Use at most ${characters(maximum)}.`,
    'password-breached': 'This password is known from a breach. Choose another one.',
    'password-guessable': 'This password is easy to guess. Choose another one.',
    'password-unchanged': 'This is the password that you have. Choose another one.',
  } satisfies OfEachCode,
  zh: {
    required: '请填写此项。',
    unknown: '此项无法识别。',
    'not-text': '请输入文字。',
    'not-a-number': '请输入数字。',
    'not-whole': '请输入整数。',
    'not-a-boolean': '请选择是或否。',
    'not-a-list': '请输入列表。',
    'not-an-object': '此内容不符合要求。',
    'too-short': ({ minimum }: Params) => `请至少输入 ${number(minimum)} 个字符。`,
    'too-long': ({ maximum }: Params) => `请最多输入 ${number(maximum)} 个字符。`,
    'too-small': ({ minimum }: Params) => `请输入不小于 ${number(minimum).toLocaleString('zh-CN')} 的数。`,
    'too-large': ({ maximum }: Params) => `请输入不大于 ${number(maximum).toLocaleString('zh-CN')} 的数。`,
    'not-one-of': '请从列表中选择。',
    'not-a-uuid': '这不是有效的编号。',
    'not-an-instant': '请输入日期和时间。',
    'not-an-email': '请输入邮箱地址，例如 ada@example.org。',
    'email-character-not-allowed':
      '请只输入邮箱地址本身：字母、数字以及 . + - _ 等符号，不要有引号、括号、%、! 或不可见字符。',
    'email-dots': '@ 之前的点号不能在开头或结尾，也不能连续出现。',
    'email-case-lost': '此地址中有邮件服务器可能以两种方式解读的字母，例如 ß、ı 或 ς。@ 之后请使用以 xn-- 开头的写法。',
    'email-local-too-long': ({ maximum }: Params) => `@ 之前最多可有 ${number(maximum)} 个字节。`,
    'email-too-long': ({ maximum }: Params) => `邮箱地址最多可有 ${number(maximum)} 个字节。`,
    'email-host-malformed': '@ 之后应为邮件服务器的名称，例如 example.org。请检查是否有输入错误。',
    'email-host-label-too-long': ({ maximum }: Params) =>
      `@ 之后，点号之间的每一段最多可有 ${number(maximum)} 个字符。`,
    'email-host-numeric': '@ 之后应为名称，例如 example.org，而不是机器的编号。',
    'email-host-incomplete': '@ 之后请写出带结尾的完整名称，例如 example.org。',
    'not-a-url': '请输入以 https:// 开头的地址。',
    'not-a-code': '请输入 6 位数字验证码。',
    'not-a-time-zone': '请从列表中选择时区。',
    'nothing-visible': '至少输入一个可见字符。',
    'character-not-allowed': '不要使用控制字符或改变文字方向的字符。',
    'not-unicode': '其中有损坏的字符。请重新输入。',
    'given-twice': '此项重复出现。请只提供一次。',
    malformed: '格式不正确。请检查是否有输入错误。',
    'not-a-multiple': ({ divisor }: Params) => `请输入 ${number(divisor).toLocaleString('zh-CN')} 的倍数。`,
    'not-allowed': '此内容不能用于此处。请换一个。',
    'not-null': '请将此项留空。',
    'password-too-short': ({ minimum }: Params) => `请至少使用 ${number(minimum)} 个字符。`,
    'password-too-long': ({ maximum }: Params) => `请最多使用 ${number(maximum)} 个字符。`,
    'password-breached': '此密码出现在已泄露的数据中。请换一个。',
    'password-guessable': '此密码容易被猜到。请换一个。',
    'password-unchanged': '这是您当前的密码。请换一个。',
  },
});
