import { defineTexts } from '../texts/define-texts.ts';

export const brandTexts = defineTexts({
  en: { support: 'Support: ' },
  zh: { support: '支持：' },
});
