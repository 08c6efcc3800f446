/** Lets the browser save a text as a file. `name`: with its extension. */
export function saveText(name: string, text: string, type = 'text/plain'): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the blob by the time of the next task.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
