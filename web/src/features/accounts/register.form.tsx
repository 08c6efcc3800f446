import { useEffect, useMemo, useRef, useState, type SubmitEvent } from 'react';
import { countryName } from '../../lib/format.ts';
import { useLang, useMessages } from '../../lib/lang.ts';
import { SendButton } from '../../ui/SendButton.tsx';
import { ComboBox, type Choice } from '../../ui/ComboBox.tsx';
import { ErrorSummary, type FormError } from '../../ui/ErrorSummary.tsx';
import { ErrorPanel } from '../../ui/Panels.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { COUNTRIES } from './countries.ts';
import { accountMessages } from './messages.ts';
import { useRegister } from './queries.ts';

const FIELDS = ['email', 'password', 'name', 'romanName', 'country', 'affiliation'] as const;
type Field = (typeof FIELDS)[number];
const KINDS = ['individual', 'university', 'company', 'institute', 'other'] as const;

/** The server's own schema. Comes after the form: it is as heavy as the form itself, and nobody has typed yet. */
const loadSchema = () => import('@gac/shared/contract/accounts').then(({ CreateAccount }) => CreateAccount);
type Schema = Awaited<ReturnType<typeof loadSchema>>;

/** Names in the page's language first, found by the other language and the code too (RG-3). */
function useCountryChoices(): Choice[] {
  const lang = useLang();
  return useMemo(() => {
    const collator = new Intl.Collator(lang);
    const other = lang === 'ko' ? 'en' : 'ko';
    return COUNTRIES.map((id) => ({ id, label: `${countryName(id, lang)} (${id})`, also: countryName(id, other) })).sort((a, b) =>
      collator.compare(a.label, b.label),
    );
  }, [lang]);
}
const NOTHING: Record<Field, string> = { email: '', password: '', name: '', romanName: '', country: '', affiliation: '' };
type Kind = (typeof KINDS)[number];

/** Null until it has come. */
function useSchema(): Schema | null {
  const [schema, setSchema] = useState<Schema | null>(null);
  useEffect(() => {
    loadSchema().then(
      (loaded) => setSchema(() => loaded),
      () => undefined,
    );
  }, []);
  return schema;
}
/** What the fields hold. What was typed, or filled in by the browser, before the script ran is kept instead of being overwritten by the empty state. */
function useValues() {
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(NOTHING);
  useEffect(() => {
    const typed = [...new FormData(form.current ?? undefined)].filter(
      ([field, value]) => FIELDS.some((name) => name === field) && value !== '',
    );
    if (typed.length > 0) setValues((all) => ({ ...all, ...Object.fromEntries(typed.filter(([field]) => field !== 'country')) }));
  }, []);
  return { form, values, set: (field: Field, value: string) => setValues((all) => ({ ...all, [field]: value })) };
}

function KindSelect({ kind, onSelect }: { kind: Kind; onSelect: (kind: Kind) => void }) {
  const m = useMessages(accountMessages);
  return (
    <label className="field">
      <span className="field-label">{m.affiliationKind}</span>
      <select
        className="input"
        value={kind}
        onChange={(event) => onSelect(KINDS.find((name) => name === event.target.value) ?? 'individual')}
      >
        {KINDS.map((name) => (
          <option key={name} value={name}>
            {m.kinds[name]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Fields, what is wrong with them and when that is said, and the sending. */
function useRegistration(onDone: (name: string) => void) {
  const m = useMessages(accountMessages);
  const lang = useLang();
  const register = useRegister();
  const schema = useSchema();
  const { form, values, set } = useValues();
  const [kind, setKind] = useState<Kind>('individual');
  const [touched, setTouched] = useState<ReadonlySet<Field>>(new Set());
  const [attempts, setAttempts] = useState(0);
  const check = (by: Schema) =>
    by.safeParse({
      ...values,
      name: values.name.normalize('NFC'),
      romanName: values.romanName === '' ? undefined : values.romanName,
      affiliationKind: kind,
      locale: lang,
    });
  const parsed = schema && check(schema);
  const wrong = new Set(!parsed || parsed.success ? [] : parsed.error.issues.map(({ path }) => path[0]));
  const refusal = register.data?.ok === false ? register.data.problem : null;
  // Said at the field, until the address is another one.
  const isTaken = refusal?.code === 'email-taken' && values.email.trim() === register.variables?.email;
  const errorOf = (field: Field): string | null =>
    field === 'email' && isTaken ? m.emailTaken : touched.has(field) && wrong.has(field) ? m.need[field] : null;
  const errors: FormError[] =
    attempts === 0 ? [] : FIELDS.flatMap((field) => [errorOf(field)].flatMap((text) => (text === null ? [] : [{ field, text }])));
  const bind = (field: Field) => ({
    name: field,
    value: values[field],
    onChange: (value: string) => set(field, value),
    onBlur: () => values[field] !== '' && setTouched((all) => new Set([...all, field])),
    error: errorOf(field),
  });
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setTouched(new Set(FIELDS));
    setAttempts((n) => n + 1);
    const checked = check(schema ?? (await loadSchema()));
    if (!checked.success) return;
    const result = await register.mutateAsync(checked.data);
    if (result.ok) onDone(result.data.name);
    else setAttempts((n) => n + 1);
  };
  return { form, values, set, kind, setKind, errors, attempts, errorOf, bind, submit, refusal, busy: register.isPending };
}
/** Registration: checked by the very schema the server uses; on leaving a field first, then while typing (RG-6). */
export function RegisterForm({ onDone }: { onDone: (name: string) => void }) {
  const m = useMessages(accountMessages);
  const choices = useCountryChoices();
  const { form, values, set, kind, setKind, errors, attempts, errorOf, bind, submit, refusal, busy } = useRegistration(onDone);
  return (
    <form ref={form} className="form" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary title={m.errors(errors.length)} errors={errors} attempt={attempts} />
      {refusal && refusal.code !== 'email-taken' && <ErrorPanel problem={refusal} />}
      <TextField label={m.email} hint={m.emailHint} type="email" autoComplete="email" isRequired {...bind('email')} />
      <TextField
        label={m.password}
        hint={m.passwordHint}
        type="password"
        reveal={m.show}
        autoComplete="new-password"
        isRequired
        {...bind('password')}
      />
      <TextField label={m.name} hint={m.nameHint} autoComplete="name" isRequired {...bind('name')} />
      <TextField label={m.romanName} hint={m.romanNameHint} {...bind('romanName')} />
      <ComboBox
        label={m.country}
        hint={m.countryHint}
        name="country"
        choices={choices}
        selected={values.country === '' ? null : values.country}
        onSelect={(id) => set('country', id ?? '')}
        error={errorOf('country')}
        empty={m.noCountry}
      />
      <TextField label={m.affiliation} hint={m.affiliationHint} autoComplete="organization" {...bind('affiliation')} />
      <KindSelect kind={kind} onSelect={setKind} />
      <p className="field-hint">{m.privacy}</p>
      <SendButton type="submit" look="primary" large wide busy={busy}>
        {m.create}
      </SendButton>
    </form>
  );
}
