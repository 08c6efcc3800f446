import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccount } from '../../features/accounts/queries.ts';
import { LastSubmission } from '../../features/submissions/components/LastSubmission.tsx';
import { LiveSubmission } from '../../features/submissions/components/LiveSubmission.tsx';
import { BoardContext, submissionsQuery } from '../../features/submissions/queries.ts';
import { FindingList } from '../../features/submit/components/FindingList.tsx';
import { GateNotice } from '../../features/submit/components/GateNotice.tsx';
import { QuotaLine, QuotaPanel } from '../../features/submit/components/QuotaPanel.tsx';
import { DeadlinePanel, FormatPanel } from '../../features/submit/components/SidePanels.tsx';
import { SubmitSteps } from '../../features/submit/components/SubmitSteps.tsx';
import { gateOf, phaseToShow } from '../../features/submit/gate.ts';
import { submitMessages } from '../../features/submit/messages.ts';
import { quotaQuery, queueQuery } from '../../features/submit/queries.ts';
import { KindChoice } from '../../features/submit/components/KindChoice.tsx';
import { kindsOf, taskOf } from '../../features/submit/task.ts';
import type { ChallengeView, PhaseView } from '../../api/views.ts';
import { useApi } from '../../lib/api.ts';
import { useClock, useNow } from '../../lib/clock.ts';
import { useConnection } from '../../lib/connection.ts';
import { useLang, useMessages } from '../../lib/lang.ts';
import { paths } from '../../lib/paths.ts';
import { Link } from '../../ui/Link.tsx';
import type { AppContext } from '../context.ts';
import { ahead } from '../loading.ts';
import { boardOf, entryOf } from './entrant.ts';
import { PhaseLinks } from './PhaseLinks.tsx';
import { useChallenge } from './useChallenge.ts';

/** Choosing, checking, sending and watching a file, beside quota, last submission, deadline and format (SU). */
export function SubmitPage() {
  const m = useMessages(submitMessages);
  const lang = useLang();
  const { challenge } = useChallenge();
  const { phase: asked }: { phase?: string } = useSearch({ strict: false });
  const phase = phaseToShow(challenge.phaseDetails, asked, useNow(10_000));
  return (
    <div className="wrap page submit">
      <p className="crumb">
        <Link href={paths.challenge(lang, challenge.slug)}>{challenge.title[lang]}</Link>
        <span aria-hidden="true">/</span>
        <span>{m.crumb}</span>
      </p>
      <h1 className="page-title">{m.title}</h1>
      {phase === null ? <GateNotice gate={{ kind: 'no-phase' }} slug={challenge.slug} /> : <SubmitToPhase key={phase.id} phase={phase} />}
    </div>
  );
}

function SubmitToPhase({ phase }: { phase: PhaseView }) {
  const m = useMessages(submitMessages);
  const api = useApi();
  const { challenge, participation } = useChallenge();
  const account = useAccount(api, useClock());
  const now = useNow(10_000);
  const offline = useConnection().lost;
  const entered = account !== null && Boolean(participation?.team) && participation?.rulesOutdated === false;
  const quota = useQuery({ ...quotaQuery(api, phase.id), enabled: entered }).data;
  const mine = useQuery({ ...submissionsQuery(api, phase.id), enabled: entered }).data;
  const gate = gateOf({ signedIn: account !== null, participation, phase, quota, offline, now });
  const queue = useQuery({ ...queueQuery(api, phase.id), enabled: account !== null && (gate === null || gate.kind === 'quota') }).data;
  const kinds = kindsOf(phase);
  const [chosen, setChosen] = useState(kinds[0]);
  const task = taskOf(challenge, phase, chosen, Boolean(participation?.team));
  if (!task) return <GateNotice gate={{ kind: 'no-phase' }} slug={challenge.slug} />;
  return (
    <BoardContext value={boardOf(challenge, phase)}>
      {quota && <QuotaLine quota={quota} />}
      <PhaseLinks label={m.phaseNav} phases={challenge.phaseDetails} current={phase.key} page="submit" slug={challenge.slug} />
      <KindChoice kinds={kinds} chosen={task.kind} onChoose={setChosen} />
      <div className="submit-grid">
        <SubmitSteps
          key={task.kind}
          challenge={challenge}
          phase={phase}
          task={task}
          accountId={account?.id ?? null}
          gate={gate}
          quota={quota}
          queue={queue}
          received={(id, onEnd) => (
            <LiveSubmission id={id} linked onEnd={onEnd} findings={(found, total) => <FindingList findings={found} total={total} />} />
          )}
        />
        <aside className="submit-side">
          {quota && <QuotaPanel quota={quota} />}
          {mine && <LastSubmission rows={mine.items} slug={challenge.slug} />}
          <DeadlinePanel phase={phase} />
          <FormatPanel challenge={challenge} phase={phase} task={task} />
        </aside>
      </div>
    </BoardContext>
  );
}

export async function loadSubmit(context: AppContext, slug: string, phaseKey: string | undefined): Promise<ChallengeView> {
  const { view, phase } = await entryOf(context, slug, phaseKey);
  if (phase)
    await Promise.all([ahead(context, quotaQuery(context.api, phase.id)), ahead(context, submissionsQuery(context.api, phase.id))]);
  return view;
}
