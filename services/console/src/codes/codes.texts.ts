import { defineTexts } from '../texts/define-texts.ts';

export const codeTexts = defineTexts({
  en: {
    code: 'Code',
    digit: (which: number, length: number) => `Code, digit ${which} of ${length}`,
    checked: 'It is checked once all 6 digits are there.',
    enterCode: 'Enter the 6 digits of the code.',
    confirm: 'Confirm code',
    sendAgain: 'Send another code',
    inSeconds: (seconds: number) => `in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`,
    atClock: (clock: string) => `at ${clock}`,
    sendable: 'Another code can be sent now.',
    sent: (address: string) => `A new code is on its way to ${address}. The one before no longer works.`,
  },
  zh: {
    code: '验证码',
    digit: (which: number, length: number) => `验证码，第 ${which} 位，共 ${length} 位`,
    checked: '输满 6 位后自动核对。',
    enterCode: '输入 6 位数字验证码。',
    confirm: '确认验证码',
    sendAgain: '重新发送验证码',
    inSeconds: (seconds: number) => `${seconds} 秒后可用`,
    atClock: (clock: string) => `${clock} 后可用`,
    sendable: '现在可以重新发送验证码。',
    sent: (address: string) => `新的验证码已发往 ${address}。之前的验证码已失效。`,
  },
});
