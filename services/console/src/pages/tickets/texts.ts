import { defineTexts } from '../../texts/define-texts.ts';

export const ticketsTexts = defineTexts({
  en: {
    title: 'Tickets',
    newTicket: 'New ticket',
    table: 'Your tickets, newest first',
    none: 'A ticket is a question to the staff, or a report of something that does not work. You have submitted none.',
    noneFound: 'None of your tickets is like that.',
    showAll: 'Show all tickets',
  },
  zh: {
    title: '工单',
    newTicket: '新建工单',
    table: '您的工单，最新的在前',
    none: '工单用于向工作人员提问，或报告无法正常使用的地方。您还没有提交过工单。',
    noneFound: '没有符合条件的工单。',
    showAll: '显示全部工单',
  },
});
