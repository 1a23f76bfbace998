import type { MailSources } from '../mail-source.ts';

export const tickets: MailSources<'ticket-answered' | 'ticket-closing-soon' | 'ticket-closed'> = {
  'ticket-answered': {
    en: {
      subject: 'Your ticket {{reference}} was answered',
      body: [
        'Support answered your ticket {{reference}}. Read and answer on its page; it asks you to sign in.',
        '[Read the answer]({{ticketLink}})',
        'A ticket is closed when 7 days pass without an answer from you.',
      ],
    },
    zh: {
      subject: '您的工单 {{reference}} 有新回复',
      body: [
        '客服回复了您的工单 {{reference}}。在工单页面查看并回复，需要登录。',
        '[查看回复]({{ticketLink}})',
        '如果 7 天内没有收到您的回复，工单将关闭。',
      ],
    },
  },
  'ticket-closing-soon': {
    en: {
      subject: 'Your ticket {{reference}} closes soon',
      body: [
        'Your ticket {{reference}} waits for your answer. Without one it closes on {{closesAt}}.',
        '[Answer]({{ticketLink}})',
        'The link opens the ticket and asks you to sign in. An answer keeps it open.',
      ],
    },
    zh: {
      subject: '您的工单 {{reference}} 即将关闭',
      body: [
        '您的工单 {{reference}} 在等待您的回复。如果没有回复，将于 {{closesAt}}关闭。',
        '[回复]({{ticketLink}})',
        '此链接打开工单，需要登录。回复后工单保持打开。',
      ],
    },
  },
  'ticket-closed': {
    en: {
      subject: 'Your ticket {{reference}} is closed',
      body: [
        'Your ticket {{reference}} is closed.{{#because}} {{because}}{{/because}}',
        '[See the ticket]({{ticketLink}})',
        'The link opens the ticket and asks you to sign in. If something is still open, write a new one.',
      ],
    },
    zh: {
      subject: '您的工单 {{reference}} 已关闭',
      body: [
        '您的工单 {{reference}} 已关闭。{{#because}}{{because}}{{/because}}',
        '[查看工单]({{ticketLink}})',
        '此链接打开工单，需要登录。如果问题仍未解决，提交新的工单即可。',
      ],
    },
  },
};
