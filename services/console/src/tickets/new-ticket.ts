import { keptInTab } from '../kept.ts';

/** The form's name: what is typed into a new ticket is kept under it. */
export const newTicketForm = 'new-ticket';

/** A text that was written elsewhere, and could not be sent there, goes into a new ticket. */
export const beginTicketWith = (text: string): void =>
  keptInTab.write(`form.${newTicketForm}`, JSON.stringify({ text }));

/** The draft that was kept under a form's name, as far as it is a text. */
export const keptText = (form: string): string => {
  try {
    const kept = JSON.parse(keptInTab.read(`form.${form}`) ?? '{}') as Readonly<Record<string, unknown>>;
    return typeof kept['text'] === 'string' ? kept['text'] : '';
  } catch {
    return '';
  }
};
