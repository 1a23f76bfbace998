import { defineTexts } from '../../texts/define-texts.ts';

export const newTicketTexts = defineTexts({
  en: {
    title: 'New ticket',
    help: 'The staff read it. You are mailed when they answer.',
    noWorkspace: 'A ticket belongs to a workspace, and you are in none. Once you are in one, you can submit a ticket.',
    workspaceHelp: 'What it is about.',
    textHelp: 'What you did, what happened, what you expected.',
    submit: 'Submit ticket',
    back: 'To your tickets',
    enterSubject: 'Enter a subject.',
    enterText: 'Enter a text.',
    subjectLong: 'Shorten the subject to 200 characters.',
    textLong: 'Shorten the text to 20,000 characters.',
  },
  zh: {
    title: '新建工单',
    help: '工作人员会阅读此工单。有答复时会向您发送邮件。',
    noWorkspace: '工单属于某个工作空间，而您不在任何工作空间中。加入后即可提交工单。',
    workspaceHelp: '与哪个工作空间有关。',
    textHelp: '您做了什么，发生了什么，您期望的结果是什么。',
    submit: '提交工单',
    back: '前往我的工单',
    enterSubject: '输入主题。',
    enterText: '输入内容。',
    subjectLong: '将主题缩短到 200 个字符以内。',
    textLong: '将内容缩短到 20,000 个字符以内。',
  },
});
