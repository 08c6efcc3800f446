import {
  FieldError as RacFieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as RacTextField,
  type TextFieldProps,
} from 'react-aria-components';
import { useState } from 'react';
import { AlertIcon, HideIcon, ShowIcon } from './icons.tsx';

/** The message under a field; with an icon, so that red is not the only sign. */
export const FieldMessage = ({ text }: { text: string }) => (
  <RacFieldError className="field-error">
    <AlertIcon size={16} />
    <span>{text}</span>
  </RacFieldError>
);
export interface FieldProps extends Omit<TextFieldProps, 'className' | 'children'> {
  label: string;
  hint?: string;
  /** Says how to put it right; null while there is nothing to say. */
  error?: string | null;
  multiline?: boolean;
  placeholder?: string;
  /** For passwords: the name of the switch that shows what is typed. */
  reveal?: string;
}
/** Label, hint, input and message, wired by React Aria (`aria-describedby`, `aria-invalid`). Uncontrolled works too: give `name` and `defaultValue`. */
export function TextField({ label, hint, error = null, multiline = false, placeholder, reveal, type, ...rest }: FieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <RacTextField {...rest} type={shown ? 'text' : type} className="field" isInvalid={error !== null} validationBehavior="aria">
      <Label className="field-label">{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      {multiline ? (
        <TextArea className="input" rows={3} placeholder={placeholder} />
      ) : (
        <div className={reveal === undefined ? undefined : 'combo'}>
          <Input className="input" placeholder={placeholder} />
          {reveal !== undefined && (
            <button type="button" className="combo-open" aria-pressed={shown} onClick={() => setShown(!shown)}>
              <span className="vh">{reveal}</span>
              {shown ? <HideIcon /> : <ShowIcon />}
            </button>
          )}
        </div>
      )}
      {error !== null && <FieldMessage text={error} />}
    </RacTextField>
  );
}
