import { useEffect } from 'react';
import {
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as Region,
} from 'react-aria-components';
import { catalog, useMessages } from '../lib/lang.ts';
import { AriaButton } from './AriaButton.tsx';
import { subscribeNotes, takeNotes, type ToastNote } from './notes.ts';

const messages = catalog({ region: '알림', close: '닫기' }, { region: 'Notifications', close: 'Close' });
const queue = new ToastQueue<ToastNote>({ maxVisibleToasts: 3 });

/** The F6-reachable region of React Aria, unstable by name: this is the only file that imports it. */
export default function ToastRegion() {
  const m = useMessages(messages);
  useEffect(() => {
    const drain = () => {
      for (const note of takeNotes()) queue.add(note, { timeout: 8000 });
    };
    drain();
    return subscribeNotes(drain);
  }, []);
  return (
    <Region queue={queue} className="toasts" aria-label={m.region}>
      {({ toast }) => (
        <Toast toast={toast} className="toast">
          <ToastContent>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.action && (
            <AriaButton
              look="text"
              onPress={() => {
                toast.content.action?.onPress();
                queue.close(toast.key);
              }}
            >
              {toast.content.action.label}
            </AriaButton>
          )}
          <AriaButton look="text" slot="close">
            {m.close}
          </AriaButton>
        </Toast>
      )}
    </Region>
  );
}
