import type { Lang } from '@gac/shared/values';

/** What is said of the mathematics of judging and awards. */
export interface PanelMessages {
  entry: string;
  raw: string;
  additive: string;
  severity: string;
  alpha: string;
  apart: (components: string) => string;
  total: (affinity: number) => string;
  shortage: Record<'too-few-judges' | 'minimum-out-of-reach', (entries: string, judges: string, needed: number, available: number) => string>;
  noStableMatching: (blocking: number) => string;
}

const ko: PanelMessages = {
  entry: '출품작',
  raw: '평균',
  additive: '보정',
  severity: '엄격함',
  alpha: '크리펜도르프 알파',
  apart: (components) => `서로 견줄 수 없는 무리로 나뉘어 있어 보정하지 않았습니다: ${components}`,
  total: (affinity) => `적합도 합계 ${String(affinity)}`,
  shortage: {
    'too-few-judges': (entries, judges, needed, available) => `배정할 수 없습니다. 출품작 ${entries}: 심사 ${String(needed)}건이 필요하지만 맡을 수 있는 심사위원(${judges || '없음'})은 ${String(available)}건까지입니다. 심사위원을 더하거나 이해충돌을 다시 확인해 주십시오.`,
    'minimum-out-of-reach': (_, judges, needed, available) => `배정할 수 없습니다. 심사위원 ${judges}: 최소 ${String(needed)}건이 필요하지만 ${String(available)}건까지만 맡을 수 있습니다.`,
  },
  noStableMatching: (blocking) => `안정적인 배정이 없습니다. 가장 나은 배정에서 ${String(blocking)}쌍이 서로를 더 원합니다.`,
};
const en: PanelMessages = {
  entry: 'ENTRY',
  raw: 'MEAN',
  additive: 'ADDITIVE',
  severity: 'severity',
  alpha: "Krippendorff's alpha",
  apart: (components) => `Not calibrated: these groups cannot be compared with each other: ${components}`,
  total: (affinity) => `Affinity in all ${String(affinity)}`,
  shortage: {
    'too-few-judges': (entries, judges, needed, available) => `No assignment: entries ${entries} need ${String(needed)} reviews, the judges who may take them (${judges || 'nobody'}) can give ${String(available)}. Add judges or look at the conflicts again.`,
    'minimum-out-of-reach': (_, judges, needed, available) => `No assignment: judges ${judges} must have ${String(needed)}, but can get ${String(available)}.`,
  },
  noStableMatching: (blocking) => `There is no stable matching. In the best one found ${String(blocking)} would rather be elsewhere, and would be taken.`,
};
export const PANEL_MESSAGES: Readonly<Record<Lang, PanelMessages>> = { ko, en };
