import { Text } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { confirmCancellation } from '../../api/generated/sdk.gen.ts';
import { reading, useRead } from '../../api/use-read.ts';
import { confirmationSent, forgetCancelled, noteCancelled, statusPlace } from '../../session/cancelled.ts';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { cancellationTexts } from './texts.ts';

/** The confirmation was sent, and nobody knows whether it arrived: the same grant asks again (CAN-6). */
const sentAgain = reading(['cancellations', 'sent'], () => {
  const { grant, agreements } = confirmationSent.read() ?? { grant: '', agreements: [] };
  return confirmCancellation({ body: { grant, agreements } });
});

const refusals = new Set<string>(['session-ended', 'grant-invalid', 'agreements-changed', 'cancellation-blocked']);

export const LostAnswer = (): ReactNode => {
  const texts = useTexts(cancellationTexts);
  const { history } = useRouter();
  const read = useRead(sentAgain);
  const { data, error } = read;
  const isRefused = error !== null && refusals.has(error.code);
  useEffect(() => {
    if (data === undefined) return;
    const link = statusPlace(data.cancellationId, data.statusToken);
    noteCancelled({ accountId: confirmationSent.read()?.accountId ?? '', link });
    history.replace(link);
  }, [data, history]);
  useEffect(() => {
    if (isRefused) forgetCancelled();
  }, [isRefused]);
  return isRefused ? <Text>{texts.notSent}</Text> : <Shown read={read}>{() => null}</Shown>;
};
