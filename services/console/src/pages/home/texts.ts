import { defineTexts } from '../../texts/define-texts.ts';

export const homeTexts = defineTexts({
  en: {
    title: 'Workspaces',
    making: 'Your first workspace is being made.',
    none: 'You are in no workspace. Make one of your own, or open the link of an invitation.',
    newWorkspace: 'New workspace',
  },
  zh: {
    title: '工作空间',
    making: '正在创建您的第一个工作空间。',
    none: '您不在任何工作空间中。可以新建一个，或打开邀请链接。',
    newWorkspace: '新建工作空间',
  },
});
