import { useNavigate } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { confirmCancellation, readAgreements } from '../../api/generated/sdk.gen.ts';
import type { ReadAgreementsResponse } from '../../api/generated/types.gen.ts';
import type { Problem } from '../../api/problem.ts';
import { useAction } from '../../api/use-action.ts';
import { reading, useChanged, useRead } from '../../api/use-read.ts';
import { confirmationSent, noteCancelled, statusPlace, type Confirmation } from '../../session/cancelled.ts';
import { useAccount, type Account } from '../../session/account.ts';
import { Shown } from '../../states/shown.tsx';
import { localeOf, type Language } from '../../texts/language.ts';
import { useLanguage } from '../../texts/use-texts.tsx';
import { ConfirmForm } from './confirm-form.tsx';
import { forgetGrant, useGrant } from './grant.ts';
import { preCheck } from './pre-check.ts';
import { VerifiedStepPage } from './step-page.tsx';
import { stepPaths, verifyThen } from './steps.ts';

/** As they are read here: what is agreed to is the text that was shown. */
const agreementsIn = (language: Language) =>
  reading(['agreements', language], () =>
    readAgreements({ headers: { 'Accept-Language': localeOf[language] } } as object),
  );

/** Step 4: the agreements' texts, a box each, and the confirmation (CAN-5, CAN-6). */
export const Page = (): ReactNode => {
  const { language } = useLanguage();
  const account = useAccount();
  const agreements = useRead(agreementsIn(language));
  return (
    <VerifiedStepPage step="confirm">
      <Shown read={account}>
        {(known) => (
          <Shown read={agreements}>
            {({ agreements: shown }) => <Confirming account={known} agreements={shown} />}
          </Shown>
        )}
      </Shown>
    </VerifiedStepPage>
  );
};

type Given = Readonly<{ account: Account; agreements: ReadAgreementsResponse['agreements'] }>;

const Confirming = ({ account, agreements }: Given): ReactNode => {
  const { accountId } = account;
  const grant = useGrant(accountId);
  const navigate = useNavigate();
  const action = useAction(confirmCancellation, {
    done: ({ cancellationId, statusToken }) => {
      const link = statusPlace(cancellationId, statusToken);
      forgetGrant();
      noteCancelled({ accountId, link });
      // Loaded anew: nothing of the account stays in memory, and Back does not come here again.
      location.replace(link);
    },
  });
  useRefusal(action.problem);
  const confirm = (agreed: Confirmation['agreements']): void => {
    const sent = confirmationOf(accountId, grant?.grant, agreed);
    if (sent === undefined) {
      void navigate(verifyThen('confirm'));
      return;
    }
    confirmationSent.keep(sent);
    void action.run({ body: { grant: sent.grant, agreements: sent.agreements } });
  };
  return (
    <ConfirmForm
      key={agreements.map(({ digest }) => digest).join()}
      account={account}
      agreements={agreements}
      action={action}
      confirm={confirm}
    />
  );
};

/** One whose answer was lost is sent again as it was: it is the same command, for 24 hours (CAN-6). */
const confirmationOf = (
  accountId: string,
  grant: string | undefined,
  agreements: Confirmation['agreements'],
): Confirmation | undefined => {
  const lost = confirmationSent.read();
  if (lost?.accountId === accountId) return lost;
  return grant === undefined ? undefined : { accountId, grant, agreements };
};

/** What a refusal leads to. One whose answer nobody knows is kept. */
const useRefusal = (problem: Problem | undefined): void => {
  const navigate = useNavigate();
  const changed = useChanged();
  useEffect(() => {
    if (problem === undefined || problem.status === 0 || problem.status >= 500) return;
    confirmationSent.forget();
    const { code } = problem;
    if (code === 'agreements-changed') void changed(['agreements']);
    if (code === 'cancellation-blocked')
      void changed(preCheck.queryKey).then(() =>
        navigate({ to: stepPaths.blockers, search: { meanwhile: '1' } as never }),
      );
    if (code === 'grant-invalid' || code === 'session-ended') forgetGrant();
    if (code === 'session-ended') void navigate(verifyThen('confirm'));
    // Once for each problem.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [problem]);
};
