import { useState } from 'react';
import { Button, ComboBox as RacComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { OpenIcon } from './icons.tsx';
import { FieldMessage } from './TextField.tsx';

export interface Choice {
  id: string;
  /** What is shown once chosen. */
  label: string;
  /** Other words that find it (the name in the other language, the code). */
  also?: string;
}
const fold = (text: string): string => text.normalize('NFC').toLowerCase();
/** What the field offers now; the list it belongs to hands the choices on. */
function Options({ empty }: { empty: string }) {
  return (
    <Popover className="popover popover-wide">
      <ListBox<Choice> className="listbox" renderEmptyState={() => <div className="option muted">{empty}</div>}>
        {(choice) => (
          <ListBoxItem id={choice.id} className="option" textValue={choice.label}>
            <span>{choice.label}</span>
            {choice.also !== undefined && <span className="muted">{choice.also}</span>}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  );
}
interface ComboBoxProps {
  label: string;
  hint?: string;
  error?: string | null;
  choices: readonly Choice[];
  selected: string | null;
  onSelect: (id: string | null) => void;
  name: string;
  empty: string;
}
/** A field that searches a list while typing; nothing is chosen by itself while an input method is composing. */
export function ComboBox({ label, hint, error = null, choices, selected, onSelect, name, empty }: ComboBoxProps) {
  const [typed, setTyped] = useState('');
  const isChosen = choices.some(({ label: name }) => name === typed);
  const found = isChosen ? choices : choices.filter(({ label: name, also = '' }) => fold(`${name} ${also}`).includes(fold(typed)));
  return (
    <RacComboBox
      className="field"
      name={name}
      isInvalid={error !== null}
      validationBehavior="aria"
      value={selected}
      onChange={(key) => onSelect(key === null ? null : String(key))}
      items={found}
      onInputChange={setTyped}
      // Found by any of its names: the list below is filtered already.
      defaultFilter={() => true}
      menuTrigger="focus"
      allowsEmptyCollection
    >
      <Label className="field-label">{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <div className="combo">
        <Input className="input" autoComplete="off" />
        <Button className="combo-open">
          <OpenIcon />
        </Button>
      </div>
      {error !== null && <FieldMessage text={error} />}
      <Options empty={empty} />
    </RacComboBox>
  );
}
