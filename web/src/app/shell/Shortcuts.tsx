import { letterShortcuts, useLetterShortcuts } from '../../lib/keys.ts';
import { catalog, useMessages } from '../../lib/lang.ts';
import { AriaButton } from '../../ui/AriaButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

const messages = catalog(
  {
    title: '단축키',
    close: '닫기',
    letters: '글자 하나로 된 단축키 사용',
    list: [
      ['Ctrl K', '검색·이동'],
      ['?', '이 목록'],
      ['/', '리더보드에서 팀 찾기'],
      ['R', '새 결과 반영'],
      ['G M', '우리 팀의 행으로 이동'],
      ['Esc', '열린 것 닫기'],
    ],
  },
  {
    title: 'Keyboard shortcuts',
    close: 'Close',
    letters: 'Use single-letter shortcuts',
    list: [
      ['Ctrl K', 'Search, go to'],
      ['?', 'This list'],
      ['/', 'Find a team on the leaderboard'],
      ['R', 'Apply new results'],
      ['G M', "Go to your team's row"],
      ['Esc', 'Close what is open'],
    ],
  },
);
/** `?`: what the keys do, and the switch that turns single letters off (WCAG 2.1.4). */
export default function Shortcuts({ onClose }: { onClose: () => void }) {
  const m = useMessages(messages);
  const on = useLetterShortcuts();
  return (
    <Dialog title={m.title} open onClose={onClose} actions={<AriaButton onPress={onClose}>{m.close}</AriaButton>}>
      <dl className="keys">
        {m.list.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input type="checkbox" checked={on} onChange={(event) => letterShortcuts.set(event.target.checked)} />
        <span>{m.letters}</span>
      </label>
    </Dialog>
  );
}
