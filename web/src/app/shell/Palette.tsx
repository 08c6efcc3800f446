import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Autocomplete, Dialog, Input, Label, ListBox, ListBoxItem, Modal, ModalOverlay, SearchField } from 'react-aria-components';
import { isOrganizer, useAccount } from '../../features/accounts/queries.ts';
import { challengesQuery } from '../../features/challenges/queries.ts';
import { challengeMessages } from '../../features/challenges/messages.ts';
import { useApi } from '../../lib/api.ts';
import { useClock } from '../../lib/clock.ts';
import { catalog, useLang, useMessages } from '../../lib/lang.ts';
import { paths } from '../../lib/paths.ts';
import { titles } from '../titles.ts';

const messages = catalog(
  { title: '검색·이동', placeholder: '챌린지나 화면 이름을 입력하십시오', empty: '맞는 것이 없습니다', results: '갈 곳' },
  { title: 'Search, go to', placeholder: 'Type the name of a challenge or page', empty: 'Nothing matches', results: 'Places' },
);
interface Place {
  id: string;
  label: string;
  note: string;
  /** Folded words that find it: both languages and the short name. */
  words: string;
}
const fold = (text: string): string => text.normalize('NFC').toLowerCase();
/** Ctrl+K: every page and challenge by name, in either language (G11). */
export default function Palette({ onClose }: { onClose: () => void }) {
  const m = useMessages(messages);
  const c = useMessages(challengeMessages);
  const t = useMessages(titles);
  const lang = useLang();
  const router = useRouter();
  const challenges = useQuery(challengesQuery(useApi())).data?.items ?? [];
  const organizes = isOrganizer(useAccount(useApi(), useClock()));
  const pages: Place[] = (
    [
      ...(organizes
        ? [
            [
              paths.organizeQueue(lang),
              `${t.organize} · ${t.queue}`,
              `${titles.ko.organize} ${titles.ko.queue} ${titles.en.organize} ${titles.en.queue}`,
            ] as const,
          ]
        : []),
      [paths.home(lang), t.challenges, `${titles.ko.site} ${titles.en.site} home challenges 챌린지`],
      [paths.boards(lang), t.boards, `${titles.ko.boards} ${titles.en.boards}`],
      [paths.signIn(lang), t.signIn, `${titles.ko.signIn} ${titles.en.signIn}`],
      [paths.register(lang), t.register, `${titles.ko.register} ${titles.en.register}`],
    ] as const
  ).map(([id, label, words]) => ({ id, label, note: '', words: fold(`${label} ${words}`) }));
  const places: Place[] = [
    ...challenges.flatMap((card) =>
      (['overview', 'leaderboard', 'data', 'rules', 'evaluation'] as const).map((tab) => ({
        id: paths.challenge(lang, card.slug, tab),
        label: card.title[lang],
        note: c.tabs[tab],
        words: fold(`${card.title.ko} ${card.title.en} ${card.slug} ${titles.ko.tabs[tab]} ${titles.en.tabs[tab]}`),
      })),
    ),
    ...(organizes
      ? challenges.map((card) => ({
          id: paths.organizeSubmissions(lang, card.slug),
          label: card.title[lang],
          note: `${t.organize} · ${t.allSubmissions}`,
          words: fold(
            `${card.title.ko} ${card.title.en} ${card.slug} ${titles.ko.organize} ${titles.en.organize} ${titles.ko.allSubmissions} ${titles.en.allSubmissions}`,
          ),
        }))
      : []),
    ...pages,
  ];
  return (
    <ModalOverlay className="scrim" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog">
        <Dialog className="palette" aria-label={m.title}>
          <Autocomplete
            filter={(text, input) =>
              fold(input)
                .split(/\s+/)
                .every((word) => text.includes(word))
            }
            disableAutoFocusFirst={false}
          >
            <SearchField autoFocus className="palette-field">
              <Label className="vh">{m.title}</Label>
              <Input className="palette-input" placeholder={m.placeholder} />
            </SearchField>
            <ListBox<Place>
              className="listbox"
              aria-label={m.results}
              items={places}
              selectionMode="none"
              onAction={(href) => {
                onClose();
                void router.navigate({ href: String(href) } as never);
              }}
              renderEmptyState={() => <div className="option muted">{m.empty}</div>}
            >
              {(place) => (
                <ListBoxItem id={place.id} className="option" textValue={place.words}>
                  <span>{place.label}</span>
                  <span className="muted">{place.note}</span>
                </ListBoxItem>
              )}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
