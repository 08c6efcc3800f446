import type { ChallengeDefinition, TaskDefinition } from '@gac/shared/contract/definition';
import { finding, type Finding } from './definition-problem.ts';

/** What is scored, without its names: of these files nobody but a whole new load can say whether they fit. */
const scored = ({ name: _, scorer, ...task }: TaskDefinition): string =>
  JSON.stringify({
    ...task,
    scorer: { ...scorer, metrics: scorer.metrics.map(({ name: _name, decimals: _decimals, ...metric }) => metric) },
  });

/** What of a changed text of a draft can't be taken over: another address, other tasks, files that are not there. */
export function draftChanges(before: ChallengeDefinition, after: ChallengeDefinition, files: ReadonlySet<string>): Finding[] {
  const found: Finding[] = [];
  if (after.slug !== before.slug)
    found.push(
      finding('not-supported', ['slug'], '주소는 바꿀 수 없습니다.', 'The address can not be changed.', {
        ko: `slug: ${before.slug}`,
        en: `slug: ${before.slug}`,
      }),
    );
  const isSame = after.tasks.length === before.tasks.length && after.tasks.every((task, i) => scored(task) === scored(before.tasks[i]!));
  if (!isSame)
    found.push(
      finding(
        'not-supported',
        ['tasks'],
        '과제의 자료와 채점은 여기서 바꿀 수 없습니다.',
        'Data and scoring of the tasks can not be changed here.',
        {
          ko: '이름과 소수 자릿수만 바꿀 수 있습니다. 나머지는 아카이브를 고쳐 다시 가져오십시오.',
          en: 'Names and decimals can. For the rest, change the archive and import it again.',
        },
      ),
    );
  for (const [list, parts] of [
    ['data', after.data],
    ['baselines', after.baselines],
  ] as const)
    for (const [i, { file }] of parts.entries())
      if (!files.has(file))
        found.push(finding('file-missing', [list, i, 'file'], `"${file}" 파일이 없습니다.`, `There is no file "${file}".`));
  return found;
}
