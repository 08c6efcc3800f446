import type { ChallengeCard } from '../../../api/views.ts';
import { zonedParts } from '@gac/shared/rules/zone';
import { DAY, formatDay, formatMonth, KST } from '../../../lib/format.ts';
import { useNow } from '../../../lib/clock.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { rulerRange, TimeRuler } from '../../../ui/TimeRuler.tsx';
import { listMessages } from '../list.ts';
import { challengeMessages } from '../messages.ts';
import { rulerRows } from '../schedule.ts';

/** The time ruler of all challenges, with the same as a list for those who do not see it (HO-3). */
export function Schedule({ challenges }: { challenges: readonly ChallengeCard[] }) {
  const m = useMessages(challengeMessages);
  const l = useMessages(listMessages);
  const lang = useLang();
  // By the hour: the line moves less than a pixel in between.
  const now = useNow(DAY / 24);
  const rows = rulerRows(challenges, now, lang);
  if (rows.length === 0) return null;
  const range = rulerRange(rows, now);
  const today = zonedParts(now, KST);
  const day = lang === 'ko' ? `${today.month}. ${today.day}.` : `${today.day} ${formatMonth(now, lang, KST, false)}`;
  return (
    <section className="schedule" aria-labelledby="schedule-title">
      <div className="schedule-head">
        <h2 id="schedule-title">{l.ruler}</h2>
        <p className="num">{`${formatMonth(range.from, lang, KST, true)}–${formatMonth(range.to - 1, lang, KST, zonedParts(range.from, KST).year !== zonedParts(range.to - 1, KST).year)}`}</p>
        <p className="schedule-zone">{l.rulerZone}</p>
      </div>
      <TimeRuler rows={rows} now={now} nowLabel={l.today(day)} range={range} />
      <div className="vh">
        <h3>{l.rulerList}</h3>
        <ul>
          {challenges.map((challenge) => (
            <li key={challenge.slug}>
              {challenge.title[lang]}
              <ul>
                {challenge.phases.map((phase) => (
                  <li key={phase.key}>
                    {l.span(
                      phase.name[lang],
                      formatDay(phase.opensAt, lang, KST, now),
                      phase.closesAt === null ? m.open : formatDay(phase.closesAt, lang, KST, now),
                    )}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
