/** What stands in a draft where an archive of another platform says nothing: never published. */
export const PLACEHOLDERS = {
  field: { ko: '미정', en: 'To be decided' },
  rules: { ko: '규칙을 적어 주십시오.', en: 'The rules have to be written.' },
  /** Licence or source of what can be downloaded. */
  unknown: 'unknown',
} as const;
