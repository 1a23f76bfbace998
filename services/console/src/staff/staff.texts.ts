import { defineTexts } from '../texts/define-texts.ts';

/** The roles of the staff, and what each may do. */
export const staffTexts = defineTexts({
  en: {
    administrator: 'Administrator',
    support: 'Support',
    auditor: 'Auditor',
    administratorMay: 'Tickets, cancellations, and who is of the staff.',
    supportMay: 'Reads and answers tickets, reads cancellations.',
    auditorMay: 'Reads tickets and cancellations, changes nothing.',
  },
  zh: {
    administrator: '管理员',
    support: '支持人员',
    auditor: '审计员',
    administratorMay: '处理工单和注销，并管理工作人员。',
    supportMay: '查看并答复工单，查看注销。',
    auditorMay: '查看工单和注销，不作任何更改。',
  },
});
