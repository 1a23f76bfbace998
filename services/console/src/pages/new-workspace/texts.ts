import { defineTexts } from '../../texts/define-texts.ts';

export const newWorkspaceTexts = defineTexts({
  en: {
    title: 'New workspace',
    help: 'You become its owner. Invite others once it is there.',
    name: 'Name',
    nameHelp: 'Shown to its members and in invitations. 1 to 100 characters of any script.',
    enterName: 'Enter a name.',
    create: 'Create workspace',
  },
  zh: {
    title: '新建工作空间',
    help: '您将成为拥有者。创建之后即可邀请他人。',
    name: '名称',
    nameHelp: '成员和受邀人可以看到。1 到 100 个字符，任何文字均可。',
    enterName: '输入名称。',
    create: '创建工作空间',
  },
});
