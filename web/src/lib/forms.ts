/** The text of a field of a form, NFC and without spaces at the ends; '' when there is none. */
export function fieldText(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value.normalize('NFC').trim() : '';
}
