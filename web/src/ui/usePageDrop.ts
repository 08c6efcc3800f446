import { useEffect, useEffectEvent, useState } from 'react';

const hasFiles = (data: DataTransfer | null): boolean => data !== null && [...data.types].includes('Files');
/** Files dropped anywhere on the page, or pasted. True while files are over the page. Dragging is never the only way: a button stands beside. */
export function usePageDrop(onFiles: (files: File[], hasFolder: boolean) => void): boolean {
  const [over, setOver] = useState(false);
  const take = useEffectEvent((data: DataTransfer) => {
    const hasFolder = [...data.items].some((item) => item.kind === 'file' && item.webkitGetAsEntry()?.isDirectory === true);
    onFiles([...data.files], hasFolder);
  });
  useEffect(() => {
    const stop = new AbortController();
    const on = <K extends 'dragenter' | 'dragover' | 'dragleave' | 'drop' | 'paste'>(name: K, run: (event: DocumentEventMap[K]) => void) =>
      document.addEventListener(name, run as EventListener, { signal: stop.signal });
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      setOver(true);
    };
    on('dragenter', enter);
    on('dragover', enter);
    on('dragleave', (event) => {
      if (event.relatedTarget === null) setOver(false);
    });
    on('drop', (event) => {
      if (!hasFiles(event.dataTransfer) || !event.dataTransfer) return;
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer);
    });
    on('paste', (event) => {
      if (event.clipboardData && event.clipboardData.files.length > 0) take(event.clipboardData);
    });
    return () => stop.abort();
  }, []);
  return over;
}
