import { expect, test } from '@jest/globals';
import { render, screen, within } from '@testing-library/react';
import type { ChallengeView } from '../../../api/views.ts';
import { LangContext } from '../../../lib/lang.ts';
import { Evaluation } from './Evaluation.tsx';

const MIB = 1024 * 1024;
const limits = {
  wallMs: 120_000,
  cpuMs: 60_000,
  memoryBytes: 512 * MIB,
  pids: 64,
  diskBytes: 256 * MIB,
  outputBytes: 16 * MIB,
  stdoutBytes: MIB,
};
const COLUMNS = [
  { key: 'a', name: { ko: '정확도', en: 'Accuracy' } },
  { key: 'b', name: { ko: '매크로 F1', en: 'Macro F1' } },
];
const challenge = (kind: 'prediction' | 'code') =>
  ({
    phaseDetails: [{ status: 'open', tasks: [], accepts: [{ kind, maxBytes: 1, platform: null }], limits }],
    boards: [
      { key: 'main', name: { ko: '공개', en: 'Public' }, ties: 'shared', represents: 'best', columns: COLUMNS, order: ['a'] },
      { key: 'late', name: { ko: '마지막', en: 'Last' }, ties: 'strict', represents: 'latest', columns: COLUMNS, order: ['a', 'b'] },
    ],
  }) as unknown as ChallengeView;
const show = (kind: 'prediction' | 'code', lang: 'ko' | 'en') =>
  render(
    <LangContext value={lang}>
      <Evaluation challenge={challenge(kind)} />
    </LangContext>,
  ).container;

test('each board has its own rule under an address of its own', () => {
  const page = show('prediction', 'en');
  expect(page.querySelector('#ties-main')).toHaveTextContent(/^Public.*share a rank.*best submission/);
  expect(page.querySelector('#ties-late')).toHaveTextContent(/^Last.*Accuracy, Macro F1.*received earlier.*latest submission/);
});
test('the limits of a program are told before one is written (CH-5), in both languages', () => {
  show('code', 'en');
  const limitsOf = screen.getByRole('heading', { name: 'Limits of a run' }).parentElement!;
  expect(
    within(limitsOf)
      .getAllByRole('definition')
      .map((value) => value.textContent),
  ).toEqual(['2 min', '1 min', '512 MiB', '64', '256 MiB', '16 MiB']);
  expect(show('code', 'ko')).toHaveTextContent(/실행 제한.*메모리512 MiB/);
  expect(show('prediction', 'en')).not.toHaveTextContent('Limits of a run');
});
