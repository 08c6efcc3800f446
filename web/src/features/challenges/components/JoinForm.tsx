import { checkTeamName } from '@gac/shared/rules/team-name';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ChallengeView } from '../../../api/views.ts';
import { useState, type SubmitEvent } from 'react';
import { attempt, useApi } from '../../../lib/api.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { SendButton } from '../../../ui/SendButton.tsx';
import { ErrorSummary, type FormError } from '../../../ui/ErrorSummary.tsx';
import { Link } from '../../../ui/Link.tsx';
import { ErrorPanel } from '../../../ui/Panels.tsx';
import { useDay } from '../../../ui/Time.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { joinMessages } from '../join.ts';
import { participationQuery } from '../queries.ts';

/** Sends name and consent; what comes back is known at once. */
function useJoin({ rules, slug }: ChallengeView, viewer: string) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) =>
      attempt(
        api.POST('/api/challenges/{slug}/participation', {
          params: { path: { slug } },
          body: { rulesVersion: rules.version, rulesSha256: rules.sha256, teamName: name },
        }),
      ),
    onSuccess: (result) => {
      if (result.ok) client.setQueryData(participationQuery(api, slug, viewer).queryKey, result.data);
    },
  });
}
/** The clauses by name, each with its text one click away. */
function RulesToAgree({ challenge: { rules, slug } }: { challenge: ChallengeView }) {
  const m = useMessages(joinMessages);
  const lang = useLang();
  const day = useDay();
  return (
    <section className="panel stack" aria-label={m.rules}>
      <h2 className="panel-title">
        {m.rules} <span className="muted num">{m.version(rules.version, day(rules.date))}</span>
      </h2>
      <ol>
        {rules.clauses.map((clause, i) => (
          <li key={clause.id}>
            {i + 1}.{' '}
            <Link className="link" href={paths.clause(lang, slug, clause.id)} target="_blank">
              {clause.title[lang]}
            </Link>
          </li>
        ))}
      </ol>
      <p>
        <Link className="link" href={paths.challenge(lang, slug, 'rules')} target="_blank">
          {m.readRules}
        </Link>
      </p>
    </section>
  );
}
function Consent({
  version,
  agreed,
  onChange,
  error,
}: {
  version: string;
  agreed: boolean;
  onChange: (agreed: boolean) => void;
  error: string | null;
}) {
  const m = useMessages(joinMessages);
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          name="consent"
          checked={agreed}
          onChange={(event) => onChange(event.target.checked)}
          aria-invalid={error !== null}
          aria-describedby="consent-error"
        />
        <span>{m.consent(version)}</span>
      </label>
      <p id="consent-error" className="field-error">
        {error}
      </p>
    </>
  );
}
interface JoinFormProps {
  challenge: ChallengeView;
  /** The account's id. */
  viewer: string;
  onDone: (team: string) => void;
}
/** Team name and an unticked consent to the rules as shown (RG-5): version and hash are sent along. */
export function JoinForm({ challenge, viewer, onDone }: JoinFormProps) {
  const m = useMessages(joinMessages);
  const { rules } = challenge;
  const [teamName, setTeamName] = useState('');
  const [agreed, setAgreed] = useState(false);
  const [attempts, setAttempts] = useState(0);
  const join = useJoin(challenge, viewer);
  const checked = checkTeamName(teamName);
  const refusal = join.data?.ok === false ? join.data.problem : null;
  // Said at the field, until the name is another one.
  const isTaken = refusal?.code === 'team-name-taken' && checked.ok && checked.value.name === join.variables;
  const errors: FormError[] =
    attempts === 0
      ? []
      : [
          ...(!checked.ok || isTaken ? [{ field: 'teamName', text: isTaken ? m.teamTaken : m.teamError }] : []),
          ...(agreed ? [] : [{ field: 'consent', text: m.consentError }]),
        ];
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.text ?? null;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setAttempts((n) => n + 1);
    if (!checked.ok || !agreed) return;
    const result = await join.mutateAsync(checked.value.name);
    if (result.ok) onDone(result.data.team?.name ?? teamName);
    else setAttempts((n) => n + 1);
  };
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary title={m.errors(errors.length)} errors={errors} attempt={attempts} />
      {refusal && refusal.code !== 'team-name-taken' && <ErrorPanel problem={refusal} />}
      <TextField
        label={m.teamName}
        hint={m.teamHint}
        name="teamName"
        isRequired
        value={teamName}
        onChange={setTeamName}
        placeholder={m.teamExample}
        error={errorOf('teamName')}
        autoComplete="off"
      />
      <RulesToAgree challenge={challenge} />
      <Consent version={rules.version} agreed={agreed} onChange={setAgreed} error={errorOf('consent')} />
      <SendButton type="submit" look="primary" large wide busy={join.isPending}>
        {m.send}
      </SendButton>
    </form>
  );
}
