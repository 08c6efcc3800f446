import { useEffect, useMemo, useRef, useState, type SubmitEvent } from 'react';
import { countryName } from '../../lib/format.ts';
import { useLang, useMessages } from '../../lib/lang.ts';
import { Button } from '../../ui/Button.tsx';
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
/** Registration: checked by the very schema the server uses; on leaving a field first, then while typing (RG-6). */
export function RegisterForm({ onDone }: { onDone: (name: string) => void }) {
  const m = useMessages(accountMessages);
  const lang = useLang();
  const choices = useCountryChoices();
  const register = useRegister();
  const [values, setValues] = useState<Record<Field, string>>({
    email: '',
    password: '',
    name: '',
    romanName: '',
    country: '',
    affiliation: '',
  });
  const [kind, setKind] = useState<(typeof KINDS)[number]>('individual');
  const [touched, setTouched] = useState<ReadonlySet<Field>>(new Set());
  const [attempts, setAttempts] = useState(0);

  const [schema, setSchema] = useState<Schema | null>(null);
  useEffect(() => {
    loadSchema().then(
      (loaded) => setSchema(() => loaded),
      () => undefined,
    );
  }, []);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // Typed, or filled in by the browser, before the script ran: kept instead of being overwritten by the empty state.
    const typed = [...new FormData(form.current ?? undefined)].filter(([field, value]) => FIELDS.some((name) => name === field) && value !== '');
    if (typed.length > 0) setValues((all) => ({ ...all, ...Object.fromEntries(typed.filter(([field]) => field !== 'country')) }));
  }, []);
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
  const errorOf = (field: Field): string | null => (touched.has(field) && wrong.has(field) ? m.need[field] : null);
  const errors: FormError[] =
    attempts === 0 ? [] : FIELDS.filter((field) => wrong.has(field)).map((field) => ({ field, text: m.need[field] }));
  const bind = (field: Field) => ({
    name: field,
    value: values[field],
    onChange: (value: string) => setValues((all) => ({ ...all, [field]: value })),
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
  };
  return (
    <form ref={form} className="form" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary title={m.errors(errors.length)} errors={errors} attempt={attempts} />
      {refusal && <ErrorPanel problem={refusal} />}
      <TextField label={m.email} hint={m.emailHint} type="email" autoComplete="email" isRequired {...bind('email')} />
      <TextField label={m.password} hint={m.passwordHint} type="password" autoComplete="new-password" isRequired {...bind('password')} />
      <TextField label={m.name} hint={m.nameHint} autoComplete="name" isRequired {...bind('name')} />
      <TextField label={m.romanName} hint={m.romanNameHint} {...bind('romanName')} />
      <ComboBox
        label={m.country}
        hint={m.countryHint}
        name="country"
        choices={choices}
        selected={values.country === '' ? null : values.country}
        onSelect={(id) => setValues((all) => ({ ...all, country: id ?? '' }))}
        error={errorOf('country')}
        empty={m.noCountry}
      />
      <TextField label={m.affiliation} hint={m.affiliationHint} autoComplete="organization" {...bind('affiliation')} />
      <label className="field">
        <span className="field-label">{m.affiliationKind}</span>
        <select
          className="input"
          value={kind}
          onChange={(event) => setKind(KINDS.find((name) => name === event.target.value) ?? 'individual')}
        >
          {KINDS.map((name) => (
            <option key={name} value={name}>
              {m.kinds[name]}
            </option>
          ))}
        </select>
      </label>
      <p className="field-hint">{m.privacy}</p>
      <Button type="submit" look="primary" large wide busy={register.isPending}>
        {m.create}
      </Button>
    </form>
  );
}
