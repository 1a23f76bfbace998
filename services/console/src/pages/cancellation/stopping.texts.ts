import { defineTexts } from '../../texts/define-texts.ts';

export const stoppingTexts = defineTexts({
  en: {
    title: 'Stop the cancellation',
    help: 'The account stays, and one can sign in to it again. Its sessions stay ended.',
    why: 'Why?',
    'made-by-somebody-else': 'It was not me who asked for it',
    'asked-by-person': 'I have changed my mind',
    choose: 'Choose a reason.',
    sendCode: 'Mail me a code',
    sent: 'If it can still be stopped, a code is on its way to the address of the account. It is valid for 10 minutes.',
    address: 'the address of the account',
    stop: 'Stop the cancellation now',
  },
  zh: {
    title: '停止注销',
    help: '账号将保留，可以重新登录。其会话已结束。',
    why: '为什么？',
    'made-by-somebody-else': '不是我申请的',
    'asked-by-person': '我改变了主意',
    choose: '选择一个原因。',
    sendCode: '给我发送验证码',
    sent: '如果仍可停止，验证码已发往账号的地址，10 分钟内有效。',
    address: '账号的地址',
    stop: '立即停止注销',
  },
});
