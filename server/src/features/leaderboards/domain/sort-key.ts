import { comparable, type Entrant, type RankingRule } from '@gac/shared/rules/ranking';
import type { Direction } from '@gac/shared/values';

/** Bytes of one score column in a key. */
export const SCORE_BYTES = 8;
const SIGN = 0x80;
/** Behind every number in either direction: no finite double is encoded as eight times 0xff. */
const NO_SCORE = Buffer.alloc(SCORE_BYTES, 0xff);

/**
 * Eight bytes whose memcmp order is the order of scores, best first. A double's bits in big-endian order compare like the number once the
 * sign bit is flipped, and all bits of a negative one (IEEE 754-2019 section 3.4: sign, exponent, fraction, from the most significant on).
 * `score` is finite; -0 is written as 0.
 */
function scoreBytes(score: number, direction: Direction): Buffer {
  const bytes = Buffer.alloc(SCORE_BYTES);
  bytes.writeDoubleBE(score === 0 ? 0 : score);
  const negative = ((bytes[0] ?? 0) & SIGN) !== 0;
  const mask = negative ? 0xff : 0;
  const turn = direction === 'desc' ? 0xff : 0;
  for (let i = 0; i < SCORE_BYTES; i++) bytes[i] = (bytes[i] ?? 0) ^ mask ^ turn;
  if (!negative) bytes[0] = (bytes[0] ?? 0) ^ SIGN;
  return bytes;
}

/** The score part of an entry's key: equal exactly when the rule's scores are equal, smaller when better. 8 bytes per ordering column. */
export const scoreKey = (rule: RankingRule, scores: readonly (number | null)[]): Buffer =>
  Buffer.concat(
    rule.directions.map((direction, column) => {
      const score = comparable(scores[column] ?? null, rule.roundDecimals);
      return score === null ? NO_SCORE : scoreBytes(score, direction);
    }),
  );

/** Milliseconds since 1970 as a 64-bit integer with the sign bit flipped, so that instants before 1970 sort first. */
function instantBytes(at: Date): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(at.getTime()));
  bytes[0] = (bytes[0] ?? 0) ^ SIGN;
  return bytes;
}

/** An entry's whole key: memcmp order is `compareEntrants` of the ranking rule. `entrant.id` is a UUID. */
export const sortKey = (rule: RankingRule, entrant: Entrant): Buffer =>
  Buffer.concat([scoreKey(rule, entrant.scores), instantBytes(entrant.receivedAt), Buffer.from(entrant.id.replaceAll('-', ''), 'hex')]);
