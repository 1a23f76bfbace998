import { counted, defineTexts } from '../texts/define-texts.ts';

type Params = Readonly<Record<string, string | number>>;

const number = (value: string | number | undefined): number => Number(value ?? 0);
const characters = (value: string | number | undefined): string => counted(number(value), 'character', 'characters');

/** Every code of a field that is not as it should be (API-2). */
export const fieldTexts = defineTexts({
  en: {
    invalid: 'This is not as it should be.',
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
    'not-a-url': 'Enter an address that begins with https://.',
    'not-a-code': 'Enter the 6 digits of the code.',
    'not-a-time-zone': 'Choose a time zone of the list.',
    'nothing-visible': 'Enter at least one visible character.',
    'character-not-allowed': 'Leave out control characters and characters that turn the direction of text.',
    'not-well-formed': 'This holds a broken character. Type it again.',
    'password-too-short': ({ minimum }: Params) => `Use at least ${characters(minimum)}.`,
    'password-too-long': ({ maximum }: Params) => `Use at most ${characters(maximum)}.`,
    'password-breached': 'This password is known from a breach. Choose another one.',
    'password-guessable': 'This password is easy to guess. Choose another one.',
  },
  zh: {
    invalid: '此内容不符合要求。',
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
    'not-a-url': '请输入以 https:// 开头的地址。',
    'not-a-code': '请输入 6 位数字验证码。',
    'not-a-time-zone': '请从列表中选择时区。',
    'nothing-visible': '至少输入一个可见字符。',
    'character-not-allowed': '不要使用控制字符或改变文字方向的字符。',
    'not-well-formed': '其中有损坏的字符。请重新输入。',
    'password-too-short': ({ minimum }: Params) => `请至少使用 ${number(minimum)} 个字符。`,
    'password-too-long': ({ maximum }: Params) => `请最多使用 ${number(maximum)} 个字符。`,
    'password-breached': '此密码出现在已泄露的数据中。请换一个。',
    'password-guessable': '此密码容易被猜到。请换一个。',
  },
});

export type FieldCode = keyof (typeof fieldTexts)['en'];
